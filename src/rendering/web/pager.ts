import type { PagerLink } from '../../../templates/web/components/index.ts';
import type { Site } from '../../../templates/web/site.ts';
import type { ListedEdition } from './reading.ts';
import { editionPath } from './views.ts';

export const issueName = ({ number, cover }: Pick<ListedEdition, 'number' | 'cover'>) =>
  `Issue ${number}, ${cover}`;

export const editionLink = (site: Site, edition: ListedEdition, label: string): PagerLink => ({
  href: site.at(editionPath(edition.number)),
  label,
  title: issueName(edition),
});

type Neighbouring = { previous?: PagerLink; next?: PagerLink };

/** Leaves out what there is not, as exact optional properties want it. */
export const pager = (previous: PagerLink | undefined, next: PagerLink | undefined): Neighbouring => ({
  ...(previous ? { previous } : {}),
  ...(next ? { next } : {}),
});
