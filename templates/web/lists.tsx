import { tongue } from '../direction.ts';
import { Page, type PageProps } from './layout.tsx';
import { Breadcrumb, type Moment, Pager, type PagerLink, Swatch, Time } from './parts.tsx';

export type EditionCard = {
  href: string;
  title: string;
  number: number;
  cover: string;
  strapline: string;
  published: Moment;
  articles: number;
  sections: string[];
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
                Issue {edition.number}, {edition.cover}
              </a>
            </h2>
            {edition.strapline && <p>{edition.strapline}</p>}
            <p class="quiet">
              {inWords(edition.articles, 'article')} · {edition.sections.join(', ')}
            </p>
          </li>
        ))}
      </ul>
    )}
    <p class="actions">
      <a href={page.site.at('/subscribe')} class="button">
        Get the next one by email
      </a>
    </p>
  </Page>
);

export type ArticleCard = {
  href: string;
  headline: string;
  summary: string;
  edition: string;
  published: Moment;
};

export type SectionPageProps = {
  page: PlainPage;
  section: { slug: string; label: string; description: string; colour?: string; retired: boolean };
  articles: ArticleCard[];
  newer?: PagerLink;
  older?: PagerLink;
};

/** One section through all editions, the newest first. */
export const SectionPage = ({ page, section, articles, newer, older }: SectionPageProps) => (
  <Page {...page} title={section.label} at="editions">
    <Breadcrumb trail={[{ href: page.site.at('/editions'), text: 'Editions' }]} />
    <h1 class="section__label" {...tongue(section.label, page.site.lang)}>
      <Swatch colour={section.colour} />
      {section.label}
    </h1>
    {section.description && <p class="lead">{section.description}</p>}
    {section.retired && <p>This section is no longer part of new editions.</p>}
    <p class="actions">
      {!section.retired && (
        <a href={page.site.at('/subscribe')} class="button">
          Get this section by email
        </a>
      )}
      <a href={page.site.at(`/sections/${section.slug}/feed.xml`)}>Follow by feed</a>
    </p>
    {articles.length === 0 ? (
      <p>Nothing has been published in this section yet.</p>
    ) : (
      <ArticleCards articles={articles} lang={page.site.lang} />
    )}
    <Pager label="More articles" previous={newer} next={older} />
  </Page>
);

export const ArticleCards = ({ articles, lang }: { articles: ArticleCard[]; lang: string }) => (
  <ul class="cards">
    {articles.map((article) => (
      <li {...tongue(`${article.headline} ${article.summary}`, lang)}>
        <h2>
          <a href={article.href}>{article.headline}</a>
        </h2>
        <p>{article.summary}</p>
        <p class="quiet">
          {article.edition} · <Time at={article.published} />
        </p>
      </li>
    ))}
  </ul>
);
