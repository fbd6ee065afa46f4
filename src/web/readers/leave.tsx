import { type Context, Hono } from 'hono';
import {
  canUndo,
  currentWording,
  type How,
  identifyReader,
  isNobodysLink,
  leave,
  leaveSection,
  type Reader,
  wordingOf,
} from '../../../subscribers/index.ts';
import { AlreadyLeftPage, LeavePage, SectionStoppedPage } from '../../../templates/web/readers/leave.tsx';
import { paths, type SectionSlug, told } from '../../core/index.ts';
import { currentSection } from '../../publishing/index.ts';
import { afterLeaving, leftPageOf } from './after-leaving.tsx';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { type Form, readForm } from './form.ts';
import { formSize, privatePage } from './guards.ts';
import { sectionOptions } from './sections.ts';

/**
 * Our page says so in a field; everything else is the button of a mail program, whose body is
 * `List-Unsubscribe=One-Click` in either encoding (RFC 8058 §3.1), or was lost on the way.
 */
const howOf = (c: Context<ReaderEnv>, form: Form, wording: How['wording']): How =>
  form.has('page')
    ? { source: 'unsubscribe page', wording, language: c.var.site.speaks }
    : { source: 'one-click', wording: currentWording.oneClick };

/** `/unsubscribe/<token>`, optionally `?section=<slug>`: GET shows a button, POST stops, without cookie or redirect. */
export function leaveRoutes(pages: ReaderPages): Hono<ReaderEnv> {
  const leftPage = leftPageOf(pages);
  const routes = new Hono<ReaderEnv>();
  routes.use(`${paths.unsubscribe.stem}/*`, privatePage, formSize);

  routes.get(paths.unsubscribe.route, async (c) => {
    const reader = await identifyReader(pages, 'unsubscribe', c.req.param('token'));
    if (reader.state === 'active' || reader.state === 'pending') return leavePage(c, pages, reader);
    if (!canUndo(reader, pages.clock.now())) return c.html(<AlreadyLeftPage site={c.var.site} />);
    return leftPage(c, reader);
  });

  routes.post(paths.unsubscribe.route, async (c) => {
    const token = c.req.param('token');
    const form = await readForm(c);
    if (!form.has('page') && isNobodysLink(pages.keys, token, pages.clock.now())) return nobodyLeft(c);
    const { id } = await identifyReader(pages, 'unsubscribe', token);
    const section = c.req.query('section');
    if (!section) {
      return leftPage(c, (await leave(pages, id, howOf(c, form, currentWording.leave))).reader);
    }
    const how = howOf(c, form, currentWording.leaveSection);
    const { label, reader } = await leaveSection(pages, id, { section, how });
    if (reader.state !== 'active') return leftPage(c, reader);
    return c.html(
      <SectionStoppedPage
        site={c.var.site}
        label={label}
        leave={c.var.site.at(paths.unsubscribe({ token }))}
      />,
    );
  });
  afterLeaving(routes, pages, leftPage);
  return routes;
}

/**
 * The button of a copy that went to no reader, such as a test: it works as it would for a reader, and leaves nobody out. `quarterly
 * doctor` presses it to learn how a request arrives here.
 */
function nobodyLeft(c: Context<ReaderEnv>) {
  const forwardedFor = c.req.header('x-forwarded-for')?.split(',').length ?? 0;
  const forwardedProto = c.req.header('x-forwarded-proto')?.slice(0, 40) ?? null;
  return c.json({ nobody: true, forwardedFor, forwardedProto });
}

async function leavePage(c: Context<ReaderEnv>, pages: ReaderPages, reader: Reader) {
  const asked = c.req.query('section');
  const shown = {
    site: c.var.site,
    keep: c.var.site.at(paths.unsubscribeKeep({ token: c.req.param('token') ?? '' })),
  };
  if (!asked)
    return c.html(<LeavePage {...shown} wording={wordingOf(currentWording.leave, c.var.site.locale)} />);
  // An old mail may name a section that is part of another now.
  const slug = currentSection(await pages.archive.catalogue(), asked as SectionSlug);
  const sections = await sectionOptions(pages.archive)(c.var.site);
  const section = sections.find((each) => each.slug === slug);
  if (!section) {
    throw told('not-found', 'readerRefused.noSectionToStop');
  }
  const gets = reader.choice === 'all' ? sections.map((each) => each.slug) : reader.choice;
  const isLast = gets.every((each) => each === slug);
  const wording = wordingOf(currentWording.leaveSection, c.var.site.locale);
  return c.html(<LeavePage {...shown} section={{ label: section.label, isLast }} wording={wording} />);
}
