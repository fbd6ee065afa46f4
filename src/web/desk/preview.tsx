import type { Context } from 'hono';
import { Hono } from 'hono';
import { readerById } from '../../../subscribers/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { PreviewPage, type PreviewProps } from '../../../templates/web/desk/preview.tsx';
import { requireMay } from '../../access/index.ts';
import { record } from '../../acts/index.ts';
import {
  editionNumber,
  fault,
  languageName,
  paths,
  type SectionSlug,
  subscriberId,
} from '../../core/index.ts';
import { popularChoices } from '../../delivery/index.ts';
import { draftSnapshot, type FrozenSnapshot, type Snapshot } from '../../editions/index.ts';
import { type CompiledEdition, otherLanguages, snapshotIn, spliceMail } from '../../rendering/index.ts';
import { type LanguageName, readerLanguage } from '../../words/written.ts';
import { framedMail } from '../framed-mail.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { draftMail, fillExample, renderingOptions } from './draft-mail.ts';
import { deskPage } from './page.tsx';
import { type PreviewQuery, readPreviewQuery } from './preview-query.ts';

const POPULAR = 5;

/** `/desk/editions/N/preview`: the mail as any set of sections, or one reader, gets it. */
export function previewRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();

  routes.get(paths.desk.preview.route, async (c) => {
    const { frozen, query, languages } = await asked(c, deps);
    const { number } = frozen.snapshot;
    const mail = await draftMail(deps, frozen);
    // It is there in a moment, and a browser without JavaScript looks again by itself too.
    if (!mail && frozen.snapshot.sections.length > 0) c.header('Refresh', '2');
    const shown = mail && (await shownOf(deps, { c, frozen, mail, query }));
    return deskPage(c, {
      at: 'editions',
      title: `Preview of edition ${number}`,
      body: (
        <PreviewPage
          site={c.get('site')}
          number={number}
          query={{ ...query, ...(shown?.language === undefined ? {} : { language: shown.language }) }}
          languages={languagesOf(frozen, languages, deps)}
          sections={frozen.snapshot.sections.map(({ slug, label }) => ({ slug, label }))}
          shown={shown}
        />
      ),
    });
  });

  routes.get(paths.desk.previewMail.route, async (c) => {
    const { frozen, query } = await asked(c, deps);
    const mail = await draftMail(deps, frozen);
    if (!mail)
      throw fault('not-found', 'The mail is still being made: open this page again in a few seconds.');
    const { sections, language } = await chosenOf(deps, { c, mail, query });
    const variant = spliceMail(mail, sections.length > 0 ? sections : mail.sections, language);
    if (query.format === 'text') return c.text(fillExample(deps, variant, variant.text));
    const html = fillExample(deps, variant, variant.html);
    return framedMail(c, query.dark ? asInTheDark(html) : html);
  });
  return routes;
}

/** Mails follow the reader's system; here a person says which of the two to show. */
const asInTheDark = (html: string) =>
  html.replaceAll('(prefers-color-scheme: dark)', 'all').replaceAll('(prefers-color-scheme:dark)', 'all');

async function asked(
  c: Context<SignedInEnv>,
  deps: DeskDeps,
): Promise<{ frozen: FrozenSnapshot; query: PreviewQuery; languages: readonly LanguageName[] }> {
  const frozen = await draftSnapshot(deps, editionNumber(Number(c.req.param('number'))));
  const own = frozen.snapshot.sections.map(({ slug }) => slug);
  const languages = otherLanguages(frozen.snapshot, renderingOptions(deps));
  return { frozen, query: readPreviewQuery(c.req.queries(), { own, languages }), languages };
}

/** To choose from, the edition's own first; nothing where it is in one alone. */
const languagesOf = (
  { snapshot }: FrozenSnapshot,
  others: readonly LanguageName[],
  { theme = standardTheme }: DeskDeps,
): PreviewProps['languages'] =>
  others.length === 0
    ? []
    : [{ name: '', label: languageName(snapshot.language ?? theme.language) }].concat(
        others.map((name) => ({ name, label: languageName(name) })),
      );

const inLanguage = (snapshot: Snapshot, language: string | undefined, deps: DeskDeps): Snapshot =>
  language === undefined ? snapshot : snapshotIn(snapshot, language as LanguageName, renderingOptions(deps));

type Asked = { c: Context<SignedInEnv>; mail: CompiledEdition; query: PreviewQuery };

type Chosen = { sections: readonly SectionSlug[]; language: string | undefined };

/** Of which sections the mail is, none where the reader has chosen none of this edition's, and in which language. */
async function chosenOf(deps: DeskDeps, { c, mail, query }: Asked): Promise<Chosen> {
  const { language } = query;
  if (query.reader === undefined) return { sections: query.sections ?? mail.sections, language };
  requireMay(c.get('actor'), 'readers.see');
  const reader = await readerById(deps.db, subscriberId(query.reader));
  if (!reader || reader.state === 'erased')
    throw fault(
      'not-found',
      `There is no reader ${query.reader}: the numbers stand in the list of subscribers.`,
    );
  const { choice } = reader;
  const theirs = readerLanguage(reader.language, deps.config.languages);
  return {
    sections: choice === 'all' ? mail.sections : mail.sections.filter((slug) => choice.includes(slug)),
    language: language ?? (mail.others?.[theirs] === undefined ? undefined : theirs),
  };
}

async function shownOf(
  deps: DeskDeps,
  { c, frozen, mail, query }: Asked & { frozen: FrozenSnapshot },
): Promise<NonNullable<PreviewProps['shown']>> {
  const { number } = frozen.snapshot;
  const { sections, language } = await chosenOf(deps, { c, mail, query });
  const content = inLanguage(frozen.snapshot, language, deps);
  if (query.reader !== undefined) {
    const act = {
      act: 'reader.looked-at',
      by: c.get('actor'),
      subject: query.reader,
      params: { edition: number },
    } as const;
    await deps.db.transaction().execute((tx) => record(tx, act, deps.clock.now()));
  }
  const popular = await popularChoices(deps.db, mail.sections, POPULAR);
  const labels = new Map(content.sections.map(({ slug, label }) => [slug, label]));
  const named = (slugs: readonly SectionSlug[]) => slugs.map((slug) => labels.get(slug) ?? slug);
  const choices = popular.map((choice) => ({ ...choice, labels: named(choice.sections) }));
  const nobody = sections.length === 0;
  const variant = spliceMail(mail, nobody ? mail.sections : sections, language);
  const headlines = new Map(
    content.sections.flatMap(({ articles }) =>
      articles.map(({ slug, headline }) => [String(slug), headline] as const),
    ),
  );
  const spelt = (slugs: readonly string[]) => slugs.map((slug) => headlines.get(slug) ?? slug);
  return {
    choices,
    nobody,
    ...(language === undefined ? {} : { language }),
    sections: variant.sections,
    labels: named(variant.sections),
    subject: variant.subject,
    preheader: variant.preheader,
    size: Buffer.byteLength(variant.html) + variant.room,
    shortened: spelt(variant.shortened),
    headlines: spelt(variant.headlines),
    ...(query.format === 'text' ? { text: fillExample(deps, variant, variant.text) } : {}),
  };
}
