import { addressHashes } from '../../subscribers/index.ts';
import type { Db, EditionNumber } from '../core/index.ts';
import { type RecallDeps, recallMails } from '../delivery/index.ts';
import type { App } from './app.ts';

export const recallDeps = ({ clock, keys }: Pick<App, 'clock' | 'keys'>): RecallDeps => ({
  clock,
  mailboxes: (address) => addressHashes(keys, address),
});

/** For whoever plans: what journals know of mails is said of the new deliveries before anybody can send them. */
export const recalling =
  (app: Pick<App, 'clock' | 'keys'>) =>
  (tx: Db, edition: EditionNumber): Promise<number> =>
    recallMails(tx, recallDeps(app), edition);
