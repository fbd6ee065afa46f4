import type { App } from '../app.ts';
import type { Actor, EditionNumber } from '../core/index.ts';
import { type AskedTelling, announceTelling, askTelling, type Change } from '../delivery/index.ts';
import { loadEdition } from '../editions/index.ts';
import { lastChange } from '../publishing/index.ts';
import { approversOf } from './approvers.ts';

export type TellRequest = { edition: EditionNumber; article: string };

/** The last change of an article, as a mail could tell it. @throws Fault as `lastChange` */
export const changeToTell = async ({ db }: App, request: TellRequest): Promise<Change> => ({
  ...(await lastChange(db, request)),
  edition: request.edition,
});

/** Asks that readers be told of it, and tells the editors that it waits, the first time. */
export async function askToTell(app: App, change: Change, by: Actor): Promise<AskedTelling> {
  const asked = await askTelling(app, change, by);
  if (asked.isNew && app.config.approval === 'required') {
    const { mailbox } = await loadEdition(app.db, change.edition);
    const to = await approversOf(app, mailbox);
    const { edition, article, content } = change;
    const { headline } = content;
    await announceTelling(app, to, { edition, article, headline, readers: asked.readers });
  }
  return asked;
}
