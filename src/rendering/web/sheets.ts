import type { ArticleView } from '../../../templates/web/article.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { welcomeHtml } from './edition-page.tsx';
import type { ReadingEdition } from './reading.ts';
import { articleView } from './views.ts';

export type EditionSheets = {
  /** Sanitised HTML; empty where the edition has none. */
  welcome: string;
  sections: { label: string; colour?: string; articles: ArticleView[] }[];
};

/** Everything of an edition, with each article whole, for paper. */
export const editionSheets = (site: Site, edition: ReadingEdition): EditionSheets => ({
  welcome: edition.welcome.trim() === '' ? '' : welcomeHtml(edition, site.lang),
  sections: edition.sections.map(({ label, colour, articles }) => ({
    label,
    ...(colour === undefined ? {} : { colour }),
    articles: articles.map((article) => articleView(article, site, 3)),
  })),
});
