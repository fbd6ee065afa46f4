import type { Context, Hono } from 'hono';
import {
  canUndo,
  currentWording,
  type How,
  identifyReader,
  keepOnly,
  leavingReasons,
  type Reader,
  tellWhy,
  undoLeave,
} from '../../../subscribers/index.ts';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import { AlreadyLeftPage, CameBackPage, LeftPage } from '../../../templates/web/readers/leave.tsx';
import type { SectionSlug } from '../../core/index.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { problemFrom, readChoice, readForm } from './form.ts';
import { sectionOptions } from './sections.ts';

const reasons = Object.entries(leavingReasons).map(([value, label]) => ({ value, label }));

type Shown = { problem?: Problem; told?: boolean };
export type LeftPageOf = (c: Context<ReaderEnv>, reader: Reader, shown?: Shown) => Promise<Response>;

/** The page that says "you have left", with its three ways on. */
export function leftPageOf(pages: ReaderPages): LeftPageOf {
  const options = sectionOptions(pages.archive);
  return async (c, reader, { problem, told } = {}) => {
    const base = `/unsubscribe/${c.req.param('token')}`;
    if (reader.state === 'erased') return c.html(<AlreadyLeftPage site={c.var.site} />);
    return c.html(
      <LeftPage
        site={c.var.site}
        actions={{ undo: `${base}/undo`, keep: `${base}/keep`, why: `${base}/why` }}
        canUndo={canUndo(reader, pages.clock.now())}
        sections={await options()}
        reasons={reasons}
        told={told}
        problems={problem && [problem]}
      />,
      problem ? 400 : 200,
    );
  };
}

/** Undo, keep only some sections instead, say why: each a button on the page that follows leaving. */
export function afterLeaving(routes: Hono<ReaderEnv>, pages: ReaderPages, leftPage: LeftPageOf): void {
  const options = sectionOptions(pages.archive);
  const readerOf = (token: string) => identifyReader(pages, 'unsubscribe', token);
  const back: How = { source: 'unsubscribe page', wording: currentWording.undo };

  routes.post('/unsubscribe/:token/undo', async (c) => {
    const { id } = await readerOf(c.req.param('token'));
    await undoLeave(pages, id, back);
    return c.html(<CameBackPage site={c.var.site} />);
  });

  routes.post('/unsubscribe/:token/keep', async (c) => {
    const reader = await readerOf(c.req.param('token'));
    const { value, problem } = readChoice(await readForm(c), await options());
    if (problem) return leftPage(c, reader, { problem });
    const sections = value === 'all' ? (await options()).map(({ slug }) => slug as SectionSlug) : value;
    await keepOnly(pages, reader.id, { sections, how: back });
    return c.html(<CameBackPage site={c.var.site} />);
  });

  routes.post('/unsubscribe/:token/why', async (c) => {
    const reader = await readerOf(c.req.param('token'));
    const why = (await readForm(c)).text('why');
    try {
      await tellWhy(pages, reader.id, { why, how: { source: 'unsubscribe page', wording: null } });
    } catch (error) {
      return leftPage(c, reader, { problem: problemFrom(error, 'why') });
    }
    return leftPage(c, reader, { told: true });
  });
}
