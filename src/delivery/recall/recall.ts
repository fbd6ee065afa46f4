import type { Clock, Db, EditionNumber, EmailAddress, SubscriberId } from '../../core/index.ts';
import { type RecalledMail, recalledEditions, recalledOf } from '../../journal/index.ts';
import { selectRecallable, writeRecall } from './recall.store.ts';

export type RecallDeps = {
  clock: Clock;
  /** The keyed hashes of the mailbox that an address names, one for each key. */
  mailboxes(address: EmailAddress): readonly string[];
};

const AT_ONCE = 2_000;

/**
 * Has the deliveries of an edition say what the journals say of them: whom a restored database would mail a second time is mailed
 * no more. For each edition whenever it is planned, since a reader's delivery may come only then. Returns how many it changed.
 */
export async function recallMails(
  db: Db,
  { clock, mailboxes }: RecallDeps,
  edition: EditionNumber,
): Promise<number> {
  if (!(await recalledEditions(db)).some((recalled) => recalled.edition === edition)) return 0;
  let after = 0 as SubscriberId;
  let changed = 0;
  for (;;) {
    const rows = await selectRecallable(db, { edition, after, limit: AT_ONCE });
    const last = rows.at(-1);
    if (!last) return changed;
    after = last.subscriber;
    const hashes = rows.map(({ email }) => mailboxes(email as EmailAddress));
    const known = await recalledOf(db, edition, hashes.flat());
    const mails = rows.flatMap(({ id }, n) => {
      const mail = firstOf(hashes[n] ?? [], known);
      return mail ? [{ id, mail }] : [];
    });
    if (mails.length > 0) await writeRecall(db, mails, clock.now());
    changed += mails.length;
  }
}

const firstOf = (hashes: readonly string[], known: Map<string, RecalledMail>) =>
  hashes.flatMap((hash) => known.get(hash) ?? [])[0];
