import { paths } from '../../src/core/index.ts';
import { around, difference, spoken, tongue } from '../direction.ts';
import { Page, type PageProps } from './layout.tsx';
import { Breadcrumb, type Moment, Pager, type PagerLink, Said, Swatch, Time } from './parts.tsx';

export type EditionCard = {
  href: string;
  title: string;
  number: number;
  cover: string;
  strapline: string;
  published: Moment;
  /** BCP 47, where somebody has said it. */
  language?: string;
  articles: number;
  sections: { label: string; language?: string }[];
};

type PlainPage = Omit<PageProps, 'children' | 'title' | 'at'>;

const inWords = (count: number, noun: string) => `${count} ${count === 1 ? noun : `${noun}s`}`;

/** All editions, the newest first. */
export const EditionsPage = ({ page, editions }: { page: PlainPage; editions: EditionCard[] }) => (
  <Page {...page} title="Editions" at="editions">
    <h1>Editions</h1>
    {editions.length === 0 ? (
      <p>No edition has been published yet.</p>
    ) : (
      <ul class="cards">
        {editions.map((edition) => (
          <li>
            <h2>
              <a href={edition.href}>
                <IssueName edition={edition} lang={page.site.lang} />
              </a>
            </h2>
            {edition.strapline && (
              <p {...tongue(edition.strapline, page.site.lang, edition.language)}>{edition.strapline}</p>
            )}
            <p class="quiet">
              {inWords(edition.articles, 'article')} ·{' '}
              {edition.sections.map(({ label, language }, index) => (
                <>
                  {index > 0 && ', '}
                  <Said of={{ text: label, language }} lang={page.site.lang} />
                </>
              ))}
            </p>
          </li>
        ))}
      </ul>
    )}
    <p class="actions">
      <a href={page.site.at(paths.subscribe())} class="button">
        Get the next one by email
      </a>
    </p>
  </Page>
);

type Issue = Pick<EditionCard, 'number' | 'cover' | 'language'>;

/** "Issue 7, November 2026". */
export const IssueName = ({ edition, lang }: { edition: Issue; lang: string }) => (
  <>
    Issue {edition.number}, <Said of={{ text: edition.cover, language: edition.language }} lang={lang} />
  </>
);

export type ArticleCard = {
  href: string;
  headline: string;
  summary: string;
  /** BCP 47, where somebody has said it. */
  language?: string;
  edition: string;
  published: Moment;
};

export type SectionPageProps = {
  page: PlainPage;
  section: {
    slug: string;
    label: string;
    description: string;
    colour?: string;
    language?: string;
    retired: boolean;
  };
  articles: ArticleCard[];
  newer?: PagerLink;
  older?: PagerLink;
};

/** One section through all editions, the newest first. */
export const SectionPage = ({ page, section, articles, newer, older }: SectionPageProps) => (
  <Page {...page} title={section.label} at="editions">
    <Breadcrumb lang={page.site.lang} trail={[{ href: page.site.at(paths.editions()), text: 'Editions' }]} />
    <h1 class="section__label" {...tongue(section.label, page.site.lang, section.language)}>
      <Swatch colour={section.colour} />
      {section.label}
    </h1>
    {section.description && (
      <p class="lead" {...tongue(section.description, page.site.lang, section.language)}>
        {section.description}
      </p>
    )}
    {section.retired && <p>This section is no longer part of new editions.</p>}
    <p class="actions">
      {!section.retired && (
        <a href={page.site.at(paths.subscribe())} class="button">
          Get this section by email
        </a>
      )}
      <a href={page.site.at(paths.sectionFeed.xml({ slug: section.slug }))}>Follow by feed</a>
    </p>
    {articles.length === 0 ? (
      <p>Nothing has been published in this section yet.</p>
    ) : (
      <ArticleCards articles={articles} lang={page.site.lang} />
    )}
    <Pager label="More articles" lang={page.site.lang} previous={newer} next={older} />
  </Page>
);

/** What the page's own words say inside a card that is said to be in another language. */
const fixedIn = ({ headline, summary, language }: ArticleCard, lang: string) => {
  const outside = around(lang);
  return language === undefined
    ? {}
    : difference(outside, spoken(`${headline} ${summary}`, outside, language));
};

export const ArticleCards = ({ articles, lang }: { articles: ArticleCard[]; lang: string }) => (
  <ul class="cards">
    {articles.map((article) => (
      <li {...tongue(`${article.headline} ${article.summary}`, lang, article.language)}>
        <h2>
          <a href={article.href}>{article.headline}</a>
        </h2>
        <p>{article.summary}</p>
        <p class="quiet" {...fixedIn(article, lang)}>
          {article.edition} · <Time at={article.published} />
        </p>
      </li>
    ))}
  </ul>
);
