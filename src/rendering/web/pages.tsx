import { ArticlePage } from '../../../templates/web/article-page.tsx';
import { editionTitle } from '../../../templates/web/edition-page.tsx';
import { FeedView } from '../../../templates/web/feed-view.tsx';
import { FrontPage } from '../../../templates/web/front-page.tsx';
import type { FeedLink } from '../../../templates/web/layout.tsx';
import { EditionsPage, SectionPage, type SectionPageProps } from '../../../templates/web/lists.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { paths } from '../../core/index.ts';
import { imageUrl } from '../addresses.ts';
import type { Feed, FeedFormat } from '../feed.ts';
import { contentsView, frontView } from './front-view.ts';
import { articleJsonLd } from './json-ld.ts';
import { issueName, pager } from './pager.ts';
import type { ListedEdition, ReadingArticle, ReadingEdition } from './reading.ts';
import { articleCard, articlePath, articleView, editionCard, editionPath, meta, moment } from './views.ts';

/** The latest edition and how to get it. */
export function frontPage(
  site: Site,
  content: { latest?: ReadingEdition | undefined; editions: readonly ListedEdition[]; feeds: FeedLink[] },
): string {
  const [listed, ...earlier] = content.editions;
  const { latest } = content;
  const description = latest?.strapline || site.locale.say('site.description');
  return String(
    <FrontPage
      page={meta(site, paths.front(), { description, feeds: content.feeds })}
      {...(listed && latest ? { latest: { ...editionCard(listed, site), ...frontView(latest, site) } } : {})}
      earlier={earlier.slice(0, 3).map((edition) => editionCard(edition, site))}
    />,
  );
}

export const editionsPage = (site: Site, editions: readonly ListedEdition[], feeds: FeedLink[]): string =>
  String(
    <EditionsPage
      page={meta(site, paths.editions(), {
        description: site.locale.say('lists.description', { name: site.name }),
        feeds,
      })}
      editions={editions.map((edition) => editionCard(edition, site))}
    />,
  );

type AroundArticle = {
  feeds: FeedLink[];
  /** Of other editions. */
  related: readonly ReadingArticle[];
  editions: readonly ListedEdition[];
};

export function articlePage(
  site: Site,
  edition: ReadingEdition,
  article: ReadingArticle,
  { feeds, related, editions }: AroundArticle,
): string {
  const { say } = site.locale;
  const articles = edition.sections.flatMap((section) => section.articles);
  const place = articles.indexOf(article);
  const link = (other: ReadingArticle | undefined, label: string) =>
    other && {
      href: site.at(articlePath(other)),
      label,
      title: other.headline,
      ...(other.language === undefined ? {} : { language: other.language }),
    };
  const { image } = article;
  const page = meta(site, articlePath(article), {
    description: article.summary || article.headline,
    feeds,
    jsonLd: articleJsonLd(article, edition, site),
    openGraph: {
      type: 'article',
      ...(image ? { image: { ...image, url: imageUrl(site.publicUrl, image) } } : {}),
    },
    ...(edition.listed ? {} : { robots: 'noindex' as const }),
  });
  const { slug, label, colour, language } = article.section;
  return String(
    <ArticlePage
      page={page}
      article={articleView(article, site, 1)}
      section={{
        label,
        href: site.at(paths.section({ slug })),
        ...(colour ? { colour } : {}),
        ...(language === undefined ? {} : { language }),
      }}
      contents={contentsView(edition, article, site)}
      related={related.map((one) => articleCard(one, editionNames(editions, site)(one), site))}
      edition={{ label: editionTitle(edition, site.locale), href: site.at(editionPath(edition.number)) }}
      {...pager(
        link(articles[place - 1], say('article.previous')),
        link(articles[place + 1], say('article.next')),
      )}
    />,
  );
}

/** "Issue 7, November 2026", of the edition that an article is in. */
function editionNames(editions: readonly ListedEdition[], { locale }: Site) {
  const names = new Map(editions.map((edition) => [edition.number, issueName(edition, locale)]));
  return ({ edition }: ReadingArticle) => names.get(edition) ?? '';
}

/** A feed as a page, for a person who opened its address in a browser. */
export const feedView = (site: Site, feed: Feed, format: FeedFormat): string =>
  String(
    <FeedView
      page={{ site, canonical: feed.home, description: feed.description || feed.title, robots: 'noindex' }}
      title={feed.title}
      address={feed.page(format, 1)}
      items={feed.items.map(({ url, title, summary, language, published }) => ({
        href: url,
        title,
        summary,
        ...(language === undefined ? {} : { language }),
        published: moment(published, site),
      }))}
    />,
  );

export type SectionPageContent = {
  section: SectionPageProps['section'];
  articles: readonly ReadingArticle[];
  editions: readonly ListedEdition[];
  page: number;
  pages: number;
  feeds: FeedLink[];
};

export function sectionPage(site: Site, content: SectionPageContent): string {
  const { section, page, pages } = content;
  const { say } = site.locale;
  const path = (number: number) =>
    paths.section({ slug: section.slug }, { page: number === 1 ? undefined : number });
  const at = (number: number) => site.at(path(number));
  const pageName = (number: number) => say('lists.page', { page: String(number) });
  const nameOf = editionNames(content.editions, site);
  return String(
    <SectionPage
      page={meta(site, path(page), {
        description: section.description || section.label,
        feeds: content.feeds,
      })}
      section={section}
      articles={content.articles.map((article) => articleCard(article, nameOf(article), site))}
      {...(page > 1
        ? { newer: { href: at(page - 1), label: say('lists.newer'), title: pageName(page - 1) } }
        : {})}
      {...(page < pages
        ? { older: { href: at(page + 1), label: say('lists.older'), title: pageName(page + 1) } }
        : {})}
    />,
  );
}
