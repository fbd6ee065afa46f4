import type { EditionNumber } from '../core/index.ts';
import type { ArticleChange } from '../delivery/index.ts';
import { lastChange } from '../publishing/index.ts';
import type { App } from './app.ts';

export type TellRequest = { edition: EditionNumber; article: string };

/** The last change of an article, as a mail could tell it. @throws Fault as `lastChange` */
export const changeToTell = async ({ db }: App, request: TellRequest): Promise<ArticleChange> => ({
  ...(await lastChange(db, request)),
  edition: request.edition,
});
