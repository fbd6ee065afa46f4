import type { VersionContent } from '../core/index.ts';

/** What an article says and its place in the section, without where it came from or how far it has got. */
export type ArticleContent = VersionContent & { position?: number };
