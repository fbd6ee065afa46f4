import type { Child } from 'hono/jsx';
import { paths } from '../../src/core/index.ts';
import { around, difference, spoken, tongue } from '../direction.ts';
import { Breadcrumbs, LinkButton, Pager, type PagerLink, Swatch } from './components/index.ts';
import { Page, type PageProps } from './layout.tsx';
import { Offer } from './offer.tsx';
import { type Moment, Said, Time } from './parts.tsx';
import type { Site } from './site.ts';

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

/** All editions, the newest first. */
export const EditionsPage = ({ page, editions }: { page: PlainPage; editions: EditionCard[] }) => (
  <Page {...page} title={page.site.locale.say('site.editions')} at="editions">
    <h1>{page.site.locale.say('site.editions')}</h1>
    <div class="beside beside--end">
      {editions.length === 0 ? (
        <p>{page.site.locale.say('lists.noEdition')}</p>
      ) : (
        <ul class="cards">
          {editions.map((edition) => (
            <li>
              <h2>
                <a href={edition.href}>
                  <IssueName edition={edition} site={page.site} />
                </a>
              </h2>
              {edition.strapline && (
                <p {...tongue(edition.strapline, page.site.lang, edition.language)}>{edition.strapline}</p>
              )}
              <p class="quiet">
                {page.site.locale.say('lists.articles', { count: edition.articles })} ·{' '}
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
      <div>
        <Offer site={page.site} />
        {editions.length > 0 && (
          <p class="quiet">{page.site.locale.pieces('lists.submit', { link: toSubmit(page.site) })}</p>
        )}
      </div>
    </div>
  </Page>
);

/** Where whoever has something to tell can do so; before the first edition there may be no section to tell it in. */
const toSubmit = (site: Site) => (inside: Child[]) => <a href={site.at(paths.submit())}>{inside}</a>;

export type Issue = Pick<EditionCard, 'number' | 'cover' | 'language'>;

/** "Issue 7, November 2026". */
export const IssueName = ({ edition, site }: { edition: Issue; site: Site }) => {
  const cover = <Said of={{ text: edition.cover, language: edition.language }} lang={site.lang} />;
  return <>{site.locale.pieces('lists.issue', { number: String(edition.number), cover })}</>;
};

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
    <Breadcrumbs
      labelText={page.site.locale.say('site.breadcrumb')}
      items={[{ href: page.site.at(paths.editions()), content: page.site.locale.say('site.editions') }]}
    />
    <h1 class="section__label" {...tongue(section.label, page.site.lang, section.language)}>
      <Swatch colour={section.colour} />
      {section.label}
    </h1>
    {section.description && (
      <p class="lead" {...tongue(section.description, page.site.lang, section.language)}>
        {section.description}
      </p>
    )}
    {section.retired && <p>{page.site.locale.say('lists.retired')}</p>}
    <div class="govuk-button-group">
      {!section.retired && (
        <LinkButton href={page.site.at(paths.subscribe({ sections: section.slug }))}>
          {page.site.locale.say('lists.getSection')}
        </LinkButton>
      )}
      <a href={page.site.at(paths.sectionFeed.xml({ slug: section.slug }))}>
        {page.site.locale.say('lists.followSection')}
      </a>
    </div>
    <div class="beside beside--end">
      {articles.length === 0 ? (
        <p>{page.site.locale.say('lists.emptySection')}</p>
      ) : (
        <ArticleCards articles={articles} lang={page.site.lang} />
      )}
      <Offer site={page.site} />
    </div>
    <Pager
      label={page.site.locale.say('lists.moreArticles')}
      lang={page.site.lang}
      previous={newer}
      next={older}
    />
  </Page>
);

/** What the page's own words say inside a card that is said to be in another language. */
const fixedIn = ({ headline, summary, language }: ArticleCard, lang: string) => {
  const outside = around(lang);
  return language === undefined
    ? {}
    : difference(outside, spoken(`${headline} ${summary}`, outside, language));
};

/** @param level of the headlines on their page */
export const ArticleCards = ({
  articles,
  lang,
  level: Headline = 'h2',
}: {
  articles: ArticleCard[];
  lang: string;
  level?: 'h2' | 'h3';
}) => (
  <ul class="cards">
    {articles.map((article) => (
      <li {...tongue(`${article.headline} ${article.summary}`, lang, article.language)}>
        <Headline>
          <a href={article.href}>{article.headline}</a>
        </Headline>
        <p>{article.summary}</p>
        <p class="quiet" {...fixedIn(article, lang)}>
          {article.edition} · <Time at={article.published} />
        </p>
      </li>
    ))}
  </ul>
);
