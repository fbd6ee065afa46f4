import { paths } from '../../src/core/index.ts';
import { around, difference, spoken } from '../direction.ts';
import { Pager, type PagerLink, SearchForm } from './components/index.ts';
import { Page, type PageProps } from './layout.tsx';
import { type Issue, IssueName } from './lists.tsx';
import { Said, type Words } from './parts.tsx';
import type { Site } from './site.ts';

/** A run of text, and whether it is what was searched for. */
export type PieceView = { text: string; hit: boolean };
export type HitView = {
  href: string;
  headline: PieceView[];
  excerpt: PieceView[];
  /** BCP 47, where somebody has said it. */
  language?: string;
  section: Words;
  edition: Issue;
};

export type SearchPageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  query: string;
  hits: HitView[];
  total: number;
  previous?: PagerLink;
  next?: PagerLink;
};

const Pieces = ({ pieces }: { pieces: PieceView[] }) => (
  <>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>
);

const wordsOf = (pieces: readonly PieceView[]) => pieces.map(({ text }) => text).join('');

function Hit({ hit, site }: { hit: HitView; site: Site }) {
  const { lang } = site;
  const outside = around(lang);
  const inside = spoken(`${wordsOf(hit.headline)} ${wordsOf(hit.excerpt)}`, outside, hit.language);
  return (
    <li {...difference(inside, outside)}>
      <h3>
        <a href={hit.href}>
          <Pieces pieces={hit.headline} />
        </a>
      </h3>
      <p>
        <Pieces pieces={hit.excerpt} />
      </p>
      <p class="quiet" {...difference(outside, inside)}>
        <Said of={hit.section} lang={lang} /> · <IssueName edition={hit.edition} site={site} />
      </p>
    </li>
  );
}

/** Search over all published articles. */
export const SearchPage = ({ page, query, hits, total, previous, next }: SearchPageProps) => (
  <Page
    {...page}
    title={query ? page.site.locale.say('search.title', { query }) : page.site.locale.say('site.search')}
    at="search"
  >
    <h1>{page.site.locale.say('site.search')}</h1>
    <SearchForm
      action={page.site.at(paths.search())}
      label={page.site.locale.say('search.field')}
      button={page.site.locale.say('search.button')}
      value={query}
      maxLength={200}
    />
    {query !== '' && (
      <h2 class="quiet" aria-live="polite">
        {total === 0
          ? page.site.locale.say('search.nothing', { query })
          : page.site.locale.say('search.found', { count: total })}
      </h2>
    )}
    {query !== '' && total === 0 && <NothingFound site={page.site} />}
    <ul class="cards">
      {hits.map((hit) => (
        <Hit hit={hit} site={page.site} />
      ))}
    </ul>
    <Pager
      label={page.site.locale.say('search.pages')}
      lang={page.site.lang}
      previous={previous}
      next={next}
    />
  </Page>
);

const NothingFound = ({ site: { at, locale } }: { site: Site }) => (
  <>
    <p>{locale.say('site.youCan')}</p>
    <ul>
      <li>{locale.say('search.fewerWords')}</li>
      <li>{locale.say('search.quotationMarks')}</li>
      <li>
        <a href={at(paths.editions())}>{locale.say('site.lookThrough')}</a>
      </li>
    </ul>
  </>
);
