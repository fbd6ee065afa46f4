import { paths } from '../../src/core/index.ts';
import { around, difference, spoken } from '../direction.ts';
import { Page, type PageProps } from './layout.tsx';
import { Pager, type PagerLink, Said, type Words } from './parts.tsx';

/** A run of text, and whether it is what was searched for. */
export type PieceView = { text: string; hit: boolean };
export type HitView = {
  href: string;
  headline: PieceView[];
  excerpt: PieceView[];
  /** BCP 47, where somebody has said it. */
  language?: string;
  section: Words;
  edition: { name: string; cover: Words };
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

function Hit({ hit, lang }: { hit: HitView; lang: string }) {
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
        <Said of={hit.section} lang={lang} /> · {hit.edition.name},{' '}
        <Said of={hit.edition.cover} lang={lang} />
      </p>
    </li>
  );
}

/** Search over all published articles. */
export const SearchPage = ({ page, query, hits, total, previous, next }: SearchPageProps) => (
  <Page {...page} title={query ? `Search: ${query}` : 'Search'} at="search">
    <h1>Search</h1>
    <search>
      <form class="search" method="get" action={page.site.at(paths.search())}>
        <label for="q">Search all editions</label>
        <input id="q" name="q" type="search" value={query} maxlength={200} autocomplete="off" />
        <button type="submit" class="button">
          Search
        </button>
      </form>
    </search>
    {query !== '' && (
      <h2 class="quiet" aria-live="polite">
        {total === 0
          ? `Nothing found for “${query}”`
          : `${total} ${total === 1 ? 'article' : 'articles'} found`}
      </h2>
    )}
    {query !== '' && total === 0 && <NothingFound editions={page.site.at(paths.editions())} />}
    <ul class="cards">
      {hits.map((hit) => (
        <Hit hit={hit} lang={page.site.lang} />
      ))}
    </ul>
    <Pager label="Pages of results" lang={page.site.lang} previous={previous} next={next} />
  </Page>
);

const NothingFound = ({ editions }: { editions: string }) => (
  <>
    <p>You can:</p>
    <ul>
      <li>check the spelling, or use fewer words</li>
      <li>put words that belong together into quotation marks</li>
      <li>
        <a href={editions}>look through all editions</a>
      </li>
    </ul>
  </>
);
