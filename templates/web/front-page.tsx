import { paths } from '../../src/core/index.ts';
import { tongue } from '../direction.ts';
import { Page, type PageProps } from './layout.tsx';
import { type EditionCard, IssueName } from './lists.tsx';
import { Said, Swatch } from './parts.tsx';
import type { Site } from './site.ts';

export type FrontPageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  latest?: EditionCard & {
    highlights: {
      label: string;
      language?: string;
      colour?: string;
      articles: { href: string; headline: string; summary: string; language?: string }[];
    }[];
  };
  earlier: EditionCard[];
};

/** The latest edition, and how to get the next one. */
export function FrontPage({ page, latest, earlier }: FrontPageProps) {
  const { site } = page;
  if (!latest) return <EmptyFrontPage page={page} />;
  return (
    <Page {...page} title={page.site.name}>
      <header class="masthead">
        <p class="masthead__line">
          Issue {latest.number} ·{' '}
          <Said of={{ text: latest.cover, language: latest.language }} lang={site.lang} />
        </p>
        <h1 {...tongue(latest.title, site.lang, latest.language)}>{latest.title}</h1>
        {latest.strapline && (
          <p class="lead" {...tongue(latest.strapline, site.lang, latest.language)}>
            {latest.strapline}
          </p>
        )}
        <p class="actions">
          <a class="button" href={latest.href}>
            Read the latest edition
          </a>
          <a href={site.at(paths.subscribe())}>Get the next one by email</a>
        </p>
      </header>
      <h2>In the latest edition</h2>
      {latest.highlights.map((section) => (
        <section class="section section--tight">
          <h3 class="section__label" {...tongue(section.label, site.lang, section.language)}>
            <Swatch colour={section.colour} />
            {section.label}
          </h3>
          <ul class="plain">
            {section.articles.map((article) => (
              <li {...tongue(`${article.headline} ${article.summary}`, site.lang, article.language)}>
                <a href={article.href}>{article.headline}</a>
                {article.summary && <p class="quiet">{article.summary}</p>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <h2>How to get it</h2>
      <ul>
        <li>
          <a href={site.at(paths.subscribe())}>By email</a>: choose your sections, and get one email an
          edition with only those.
        </li>
        <li>
          <a href={site.at(paths.feeds())}>By feed</a>: the whole bulletin, one section, or any set of them.
        </li>
      </ul>
      {earlier.length > 0 && <Earlier editions={earlier} site={site} />}
    </Page>
  );
}

const Earlier = ({ editions, site }: { editions: EditionCard[]; site: Site }) => (
  <>
    <h2>Earlier editions</h2>
    <ul>
      {editions.map((edition) => (
        <li>
          <a href={edition.href}>
            <IssueName edition={edition} lang={site.lang} />
          </a>
        </li>
      ))}
    </ul>
    <p>
      <a href={site.at(paths.editions())}>All editions</a>
    </p>
  </>
);

const EmptyFrontPage = ({ page }: Pick<FrontPageProps, 'page'>) => (
  <Page {...page} title={page.site.name}>
    <h1>{page.site.name}</h1>
    <p class="lead">The first edition has not been published yet.</p>
    <p class="actions">
      <a class="button" href={page.site.at(paths.subscribe())}>
        Get it by email
      </a>
    </p>
  </Page>
);
