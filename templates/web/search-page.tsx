import { paths } from '../../src/core/index.ts';
import { around, difference, spoken, tongue } from '../direction.ts';
import { Pager, type PagerLink, SearchForm, Select } from './components/index.ts';
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

type Choice = Words & { value: string };
/** What a search can be narrowed to, and is; '' = not. */
export type SearchFilters = {
  section: string;
  from: string;
  sections: readonly Choice[];
  /** Years and editions, the newest first. */
  froms: readonly Choice[];
};

export type SearchPageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  query: string;
  filters: SearchFilters;
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
export const SearchPage = ({ page, query, filters, hits, total, previous, next }: SearchPageProps) => (
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
    >
      <Filters filters={filters} site={page.site} />
    </SearchForm>
    {query !== '' && (
      <h2 class="quiet" aria-live="polite">
        {total === 0
          ? page.site.locale.say('search.nothing', { query })
          : page.site.locale.say('search.found', { count: total })}
      </h2>
    )}
    {query !== '' && total === 0 && <NothingFound query={query} filters={filters} site={page.site} />}
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

/** Nothing to choose between is not asked. */
const Filters = ({ filters, site: { lang, locale } }: { filters: SearchFilters; site: Site }) => {
  const options = (none: string, choices: readonly Choice[]) => [
    { value: '', content: none },
    ...choices.map(({ value, text, language }) => ({
      value,
      content: text,
      attributes: { ...tongue(text, lang, language) },
    })),
  ];
  return (
    <>
      {filters.sections.length > 1 && (
        <Select
          name="section"
          label={locale.say('search.section')}
          items={options(locale.say('search.anySection'), filters.sections)}
          value={filters.section}
        />
      )}
      {filters.froms.length > 2 && (
        <Select
          name="from"
          label={locale.say('search.from')}
          items={options(locale.say('search.anyEdition'), filters.froms)}
          value={filters.from}
        />
      )}
    </>
  );
};

const NothingFound = ({
  query,
  filters,
  site: { at, locale },
}: Pick<SearchPageProps, 'query' | 'filters'> & { site: Site }) => (
  <>
    <p>{locale.say('site.youCan')}</p>
    <ul>
      {(filters.section !== '' || filters.from !== '') && (
        <li>
          <a href={at(paths.search({ q: query }))}>{locale.say('search.everywhere')}</a>
        </li>
      )}
      <li>{locale.say('search.fewerWords')}</li>
      <li>{locale.say('search.quotationMarks')}</li>
      <li>
        <a href={at(paths.editions())}>{locale.say('site.lookThrough')}</a>
      </li>
    </ul>
  </>
);
