import { type Context, Hono } from 'hono';
import {
  canUndo,
  currentWording,
  type How,
  identifyReader,
  keepOnly,
  leave,
  leaveSection,
  leavingReasons,
  type Reader,
  tellWhy,
  undoLeave,
  wordings,
} from '../../../subscribers/index.ts';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import {
  AlreadyLeftPage,
  CameBackPage,
  LeavePage,
  LeftPage,
  SectionStoppedPage,
} from '../../../templates/web/readers/leave.tsx';
import { fault, type SectionSlug } from '../../core/index.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { type Form, problemFrom, readChoice, readForm } from './form.ts';
import { formSize, privatePage } from './guards.ts';
import { sectionOptions } from './sections.ts';

const reasons = Object.entries(leavingReasons).map(([value, label]) => ({ value, label }));

/**
 * Our page says so in a field; everything else is the button of a mail program, whose body is
 * `List-Unsubscribe=One-Click` in either encoding (RFC 8058 §3.1), or was lost on the way.
 */
const howOf = (form: Form, wording: How['wording']): How =>
  form.has('page')
    ? { source: 'unsubscribe page', wording }
    : { source: 'one-click', wording: currentWording.oneClick };

/** `/unsubscribe/<token>`, optionally `?section=<slug>`: GET shows a button, POST stops, without cookie or redirect. */
export function leaveRoutes(pages: ReaderPages): Hono<ReaderEnv> {
  const { clock } = pages;
  const options = sectionOptions(pages.archive);
  const readerOf = (c: Context<ReaderEnv>) =>
    identifyReader(pages, 'unsubscribe', c.req.param('token') ?? '');

  async function leftPage(
    c: Context<ReaderEnv>,
    reader: Reader,
    shown: { problem?: Problem; told?: boolean } = {},
  ) {
    const base = `/unsubscribe/${c.req.param('token')}`;
    if (reader.state === 'erased') return c.html(<AlreadyLeftPage site={c.var.site} />);
    return c.html(
      <LeftPage
        site={c.var.site}
        actions={{ undo: `${base}/undo`, keep: `${base}/keep`, why: `${base}/why` }}
        canUndo={canUndo(reader, clock.now())}
        sections={await options()}
        reasons={reasons}
        told={shown.told}
        problems={shown.problem && [shown.problem]}
      />,
      shown.problem ? 400 : 200,
    );
  }

  async function sectionPage(c: Context<ReaderEnv>, reader: Reader, slug: string) {
    const sections = await options();
    const section = sections.find((each) => each.slug === slug);
    if (!section) {
      throw fault(
        'not-found',
        'There is no such section any more. Stop all emails, or change your preferences.',
      );
    }
    const gets = reader.choice === 'all' ? sections.map((each) => each.slug) : reader.choice;
    const isLast = gets.every((each) => each === slug);
    const wording = wordings[currentWording.leaveSection];
    return c.html(
      <LeavePage site={c.var.site} section={{ label: section.label, isLast }} wording={wording} />,
    );
  }

  const routes = new Hono<ReaderEnv>();
  routes.use('/unsubscribe/*', privatePage, formSize);

  routes.get('/unsubscribe/:token', async (c) => {
    const reader = await readerOf(c);
    if (reader.state === 'active' || reader.state === 'pending') {
      const slug = c.req.query('section');
      if (slug) return sectionPage(c, reader, slug);
      return c.html(<LeavePage site={c.var.site} wording={wordings[currentWording.leave]} />);
    }
    if (!canUndo(reader, clock.now())) return c.html(<AlreadyLeftPage site={c.var.site} />);
    return leftPage(c, reader, { told: c.req.query('told') !== undefined });
  });

  routes.post('/unsubscribe/:token', async (c) => {
    const reader = await readerOf(c);
    const form = await readForm(c);
    const section = c.req.query('section');
    if (!section) {
      return leftPage(c, (await leave(pages, reader.id, howOf(form, currentWording.leave))).reader);
    }
    const how = howOf(form, currentWording.leaveSection);
    const stopped = await leaveSection(pages, reader.id, { section, how });
    if (stopped.outcome === 'left' || stopped.reader.state !== 'active') return leftPage(c, stopped.reader);
    const all = `/unsubscribe/${c.req.param('token')}`;
    return c.html(<SectionStoppedPage site={c.var.site} label={stopped.label} leave={all} />);
  });

  routes.post('/unsubscribe/:token/undo', async (c) => {
    const reader = await readerOf(c);
    await undoLeave(pages, reader.id, { source: 'unsubscribe page', wording: currentWording.undo });
    return c.html(<CameBackPage site={c.var.site} />);
  });

  routes.post('/unsubscribe/:token/keep', async (c) => {
    const reader = await readerOf(c);
    const { value, problem } = readChoice(await readForm(c), await options());
    if (problem) return leftPage(c, reader, { problem });
    const sections = value === 'all' ? [] : (value as readonly SectionSlug[]);
    await keepOnly(pages, reader.id, {
      sections,
      how: { source: 'unsubscribe page', wording: currentWording.undo },
    });
    return c.html(<CameBackPage site={c.var.site} />);
  });

  routes.post('/unsubscribe/:token/why', async (c) => {
    const reader = await readerOf(c);
    const why = (await readForm(c)).text('why');
    try {
      await tellWhy(pages, reader.id, { why, how: { source: 'unsubscribe page', wording: null } });
    } catch (error) {
      return leftPage(c, reader, { problem: problemFrom(error, 'why') });
    }
    return leftPage(c, reader, { told: true });
  });
  return routes;
}
