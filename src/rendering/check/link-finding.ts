import type { Finding } from './finding.ts';
import type { FoundLink, LinkPlace } from './found-links.ts';

/** What is wrong with one link, where it stands, and what to do about it. */
export type LinkFinding = Finding & { url: string; place: LinkPlace; mend: string };

export type Judgement = Pick<LinkFinding, 'level' | 'message' | 'mend'>;

/** The same at each place where the link stands. */
export const findingsOf = ({ url, places }: FoundLink, judgement: Judgement): LinkFinding[] =>
  places.map((place) => ({ ...judgement, where: place.where, url, place }));
