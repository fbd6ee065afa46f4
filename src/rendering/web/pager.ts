import type { PagerLink } from '../../../templates/web/components/index.ts';
import type { Site } from '../../../templates/web/site.ts';
import type { Locale } from '../../words/index.ts';
import type { ListedEdition } from './reading.ts';
import { editionPath } from './views.ts';

/** Its parameters in messages: a number that names something has no separators. */
export const issueOf = ({ number, title, cover }: Pick<ListedEdition, 'number' | 'title' | 'cover'>) => ({
  number: String(number),
  title,
  cover,
});

export const issueName = ({ number, cover }: Pick<ListedEdition, 'number' | 'cover'>, { say }: Locale) =>
  say('lists.issue', { number: String(number), cover });

export const editionLink = (site: Site, edition: ListedEdition, label: string): PagerLink => ({
  href: site.at(editionPath(edition.number)),
  label,
  title: issueName(edition, site.locale),
});

type Neighbouring = { previous?: PagerLink; next?: PagerLink };

/** Leaves out what there is not, as exact optional properties want it. */
export const pager = (previous: PagerLink | undefined, next: PagerLink | undefined): Neighbouring => ({
  ...(previous ? { previous } : {}),
  ...(next ? { next } : {}),
});
