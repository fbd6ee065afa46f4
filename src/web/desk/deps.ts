import type { Site } from '../../../templates/web/site.ts';
import type { Actor, NamedPerson } from '../../core/index.ts';
import type { WebDeps } from '../deps.ts';

/** What the desk's pages need. */
export type DeskDeps = Omit<WebDeps, 'language' | 'draft' | 'sns'> & {
  /** The site under the name that it has now. */
  site(): Promise<Site>;
};

/** `site` is read once for each request. */
export type DeskEnv = { Variables: { site: Site } };

/** Behind the sign-in: who asks, as they are now, and as an act names them. */
export type SignedInEnv = { Variables: { site: Site; person: NamedPerson; actor: Actor } };
