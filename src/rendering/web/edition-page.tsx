import { around, spoken } from '../../../templates/direction.ts';
import { EditionArticle, EditionPage, Welcome } from '../../../templates/web/edition-page.tsx';
import type { FeedLink } from '../../../templates/web/layout.tsx';
import type { Site } from '../../../templates/web/site.ts';
import type { SectionSlug } from '../../core/index.ts';
import { type Fragment, type Joined, joinAt, PLACE } from '../joined.ts';
import { articleHtml } from '../markdown/print.ts';
import { editionJsonLd } from './json-ld.ts';
import { editionLink, issueOf, pager } from './pager.ts';
import { plainText } from './plain.ts';
import type { ListedEdition, ReadingArticle, ReadingEdition } from './reading.ts';
import { articleKey, articlePath, articleView, editionPath, meta, moment } from './views.ts';

type Neighbours = { older?: ListedEdition | undefined; newer?: ListedEdition | undefined };

/** @param chosen the sections to show; `undefined` = the whole edition. */
export function editionPage(
  site: Site,
  edition: ReadingEdition,
  options: { chosen: readonly SectionSlug[] | undefined; around: Neighbours; feeds: FeedLink[] },
): Joined {
  const { chosen, around } = options;
  const shown = edition.sections.filter(({ slug }) => !chosen || chosen.includes(slug));
  const path = editionPath(edition.number);
  const corrected = lastCorrection(edition);
  const page = meta(site, path, {
    description: edition.strapline || site.locale.say('edition.description', issueOf(edition)),
    feeds: options.feeds,
    jsonLd: editionJsonLd(edition, site),
    openGraph: { type: 'article' },
    ...(edition.listed ? {} : { robots: 'noindex' as const }),
  });
  const frame = String(
    <EditionPage
      page={page}
      edition={{
        ...edition,
        path: site.at(path),
        published: moment(edition.published, site),
        welcome: PLACE,
      }}
      sections={shown.map((section) => ({
        ...section,
        articles: section.articles.map((article) => ({
          href: site.at(articlePath(article)),
          headline: article.headline,
          ...(article.language === undefined ? {} : { language: article.language }),
          html: PLACE,
        })),
      }))}
      choice={edition.sections.map(({ slug, label, language }) => ({
        slug,
        label,
        language,
        chosen: !chosen || chosen.includes(slug),
      }))}
      narrowed={chosen !== undefined}
      listed={edition.listed}
      draft={edition.draft ?? false}
      {...(corrected ? { corrected: moment(corrected, site) } : {})}
      takenDown={edition.takenDown.map(({ at, notice }) => ({
        at: moment(at, site),
        ...(notice === undefined ? {} : { notice }),
      }))}
      {...pager(
        around.older && editionLink(site, around.older, site.locale.say('edition.earlier')),
        around.newer && editionLink(site, around.newer, site.locale.say('edition.later')),
      )}
    />,
  );
  const articles = shown.flatMap((section) => section.articles);
  return joinAt(frame, [welcome(edition, site), ...articles.map((article) => editionArticle(article, site))]);
}

const editionArticle = (article: ReadingArticle, site: Site): Fragment => ({
  key: `${articleKey(article)} page ${site.lang}`,
  from: [],
  print: () => String(<EditionArticle article={articleView(article, site, 3)} locale={site.locale} />),
});

const lastCorrection = ({ sections }: ReadingEdition): Date | undefined =>
  sections
    .flatMap(({ articles }) => articles)
    .flatMap(({ corrections }) => corrections.map(({ at }) => at))
    .reduce<Date | undefined>((last, at) => (last && last > at ? last : at), undefined);

const welcome = (edition: ReadingEdition, site: Site): Fragment => ({
  key: `${edition.hash} welcome ${site.lang} ${edition.language ?? ''}`,
  from: [],
  print: () =>
    String(
      <Welcome
        html={welcomeHtml(edition, site.lang)}
        site={site}
        language={edition.spokenIn?.welcome ?? edition.language}
      />,
    ),
});

/** The welcome's Markdown as a page prints it. */
export function welcomeHtml(
  { welcome: markdown, grammar, spokenIn, ...edition }: ReadingEdition,
  lang: string,
): string {
  const language = spokenIn?.welcome ?? edition.language;
  const inside = spoken(plainText(markdown, grammar), around(lang), language);
  const { direction } = inside;
  return articleHtml(markdown, { headingOffset: 1, grammar, language: language ?? lang, direction });
}
