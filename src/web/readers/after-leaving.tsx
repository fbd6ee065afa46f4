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
import {
  AlreadyLeftPage,
  CameBackPage,
  KeepPage,
  KeptPage,
  LeftPage,
} from '../../../templates/web/readers/leave.tsx';
import { paths } from '../../core/index.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { problemFrom, readForm, readTickedSections } from './form.ts';
import { sectionOptions } from './sections.ts';

type Shown = { problem?: Problem; told?: boolean };
export type LeftPageOf = (
  c: Context<ReaderEnv>,
  reader: Reader,
  shown?: Shown,
) => Response | Promise<Response>;

const cameBack = (c: Context<ReaderEnv>): How => ({
  source: 'unsubscribe page',
  wording: currentWording.undo,
  language: c.var.site.speaks,
});

/** The page that says "you have unsubscribed", with its ways on. */
export function leftPageOf(pages: ReaderPages): LeftPageOf {
  return (c, reader, { problem, told } = {}) => {
    if (reader.state === 'erased') return c.html(<AlreadyLeftPage site={c.var.site} />);
    const { at } = c.var.site;
    const token = c.req.param('token') ?? '';
    const ways = {
      undo: at(paths.unsubscribeUndo({ token })),
      keep: at(paths.unsubscribeKeep({ token })),
      why: at(paths.unsubscribeWhy({ token })),
    };
    return c.html(
      <LeftPage
        site={c.var.site}
        ways={ways}
        canUndo={canUndo(reader, pages.clock.now())}
        reasons={leavingReasons}
        told={told}
        problem={problem}
      />,
      problem ? 400 : 200,
    );
  };
}

/** Undo, keep only some sections instead, say why: what can follow leaving. */
export function afterLeaving(routes: Hono<ReaderEnv>, pages: ReaderPages, leftPage: LeftPageOf): void {
  const readerOf = (token: string) => identifyReader(pages, 'unsubscribe', token);

  routes.post(paths.unsubscribeUndo.route, async (c) => {
    const { id } = await readerOf(c.req.param('token'));
    await undoLeave(pages, id, cameBack(c));
    return c.html(<CameBackPage site={c.var.site} />);
  });

  routes.post(paths.unsubscribeWhy.route, async (c) => {
    const reader = await readerOf(c.req.param('token'));
    const why = (await readForm(c)).text('why');
    try {
      await tellWhy(pages, reader.id, { why, how: { source: 'unsubscribe page', wording: null } });
    } catch (error) {
      return leftPage(c, reader, { problem: problemFrom(error, 'why', c.var.site.locale) });
    }
    return leftPage(c, reader, { told: true });
  });
  keepSome(routes, pages);
}

/** Works just before leaving as well as within a day after. */
function keepSome(routes: Hono<ReaderEnv>, pages: ReaderPages) {
  const options = sectionOptions(pages.archive);
  const page = async (c: Context<ReaderEnv>, problem?: Problem) => {
    const back = c.var.site.at(paths.unsubscribe({ token: c.req.param('token') ?? '' }));
    const shown = { site: c.var.site, back, sections: await options(c.var.site), problem };
    return c.html(<KeepPage {...shown} />, problem ? 400 : 200);
  };
  routes.get(paths.unsubscribeKeep.route, async (c) => {
    const reader = await identifyReader(pages, 'unsubscribe', c.req.param('token'));
    const open = reader.state === 'active' || canUndo(reader, pages.clock.now());
    return open ? page(c) : c.html(<AlreadyLeftPage site={c.var.site} />);
  });
  routes.post(paths.unsubscribeKeep.route, async (c) => {
    const { id } = await identifyReader(pages, 'unsubscribe', c.req.param('token'));
    const sections = readTickedSections(await readForm(c), await options(c.var.site));
    if (sections.length === 0) {
      return page(c, { field: 'sections', message: c.var.site.locale.say('wrong.keep') });
    }
    await keepOnly(pages, id, { sections, how: cameBack(c) });
    return c.html(<KeptPage site={c.var.site} />);
  });
}
