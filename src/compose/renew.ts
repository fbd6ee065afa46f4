import { record } from '../acts/index.ts';
import { type Actor, type Clock, type Db, inTransaction } from '../core/index.ts';
import { leaveJournals } from '../journal/index.ts';
import { type Installation, renewInstallation } from '../settings/index.ts';

/**
 * Gives the installation of a copied database an id of its own, and leaves the journals to the one that it was copied from: in
 * one transaction, since a process that looked in between would find journals missing and hold all sending.
 */
export function renewCopy({ db, clock }: { db: Db; clock: Clock }, by: Actor): Promise<Installation> {
  return inTransaction(db, async (tx) => {
    const renewed = await renewInstallation(tx);
    await leaveJournals(tx);
    const { id } = renewed;
    await record(tx, { act: 'installation.renewed', by, subject: 0, params: { id } }, clock.now());
    return renewed;
  });
}
