import { record } from '../src/acts/index.ts';
import { addressKey, type EmailAddress, fault } from '../src/core/index.ts';
import { tidyLine } from './details.ts';
import { writeLedger } from './ledger.store.ts';
import { insertLift, wasBeforeStopped } from './lift.store.ts';
import { NOBODY } from './nobody.ts';
import type { HowBy } from './reader.ts';
import { lockByKey, lockMailbox, type SubscriberRow, updateSubscriber } from './store.ts';
import type { SuppressDeps } from './suppress.ts';
import { findSuppression, removeSuppression } from './suppression.store.ts';
import { addressHashes, isOwnWill } from './suppression.ts';

export type Lift = {
  readonly how: HowBy;
  /** Why, in the words of whoever does it; kept until the reader is erased. */
  readonly reason?: string;
  /** Mail goes on as before, where the reader was active when they were stopped. */
  readonly reactivate?: boolean;
};

/**
 * Lifts a suppression: the mailbox works again, or it was stopped by mistake. Subscribes nobody, unless `reactivate`; from
 * now on the reader can sign up again. Their own leaving or erasure is not lifted. Returns whether mail goes on.
 * @throws Fault `not-found` when the address is not suppressed; `conflict` when it cannot be reactivated, and then nothing
 * is lifted; `invalid` when it is to be reactivated without a reason.
 */
export async function liftSuppression(deps: SuppressDeps, email: EmailAddress, lift: Lift): Promise<boolean> {
  const at = deps.clock.now();
  const reason = tidyLine(lift.reason, 'reason');
  if (lift.reactivate && reason === null) throw fault('invalid', 'Say with --reason why mail may go on.');
  return deps.db.transaction().execute(async (db) => {
    await lockMailbox(db, addressKey(email));
    const hashes = addressHashes(deps.keys, email);
    const listed = await findSuppression(db, hashes);
    const row = await lockByKey(db, addressKey(email));
    const holds = listed && !isOwnWill(listed.reason) ? listed : undefined;
    if (!holds && row?.state !== 'suppressed') throw fault('not-found', 'This address is not suppressed.');
    const goesOn = lift.reactivate === true && mayGoOn(row, row && (await wasBeforeStopped(db, row.id)));
    if (holds) await removeSuppression(db, hashes);
    const mailbox = hashes[0] as string;
    const was = holds?.reason ?? row?.state_reason ?? '';
    if (reason !== null)
      await insertLift(db, { subscriber: row?.id ?? null, mailbox, at, was, reason, reactivated: goesOn });
    const lifted = { reactivated: goesOn };
    const subject = row?.id ?? NOBODY;
    await record(db, { act: 'reader.suppression-lifted', by: lift.how.by, subject, params: lifted }, at);
    if (row?.state !== 'suppressed') return goesOn;
    const detail = { was, ...lifted };
    await writeLedger(db, { id: row.id, at, how: lift.how }, [{ event: 'suppression lifted', detail }]);
    const cleared = { soft_bounces: 0, soft_bounce_edition: null, updated_at: at };
    const next = goesOn
      ? ({ state: 'active', left_at: null } as const)
      : ({ state: 'unsubscribed' } as const);
    await updateSubscriber(db, row.id, { ...next, state_reason: 'suppression lifted', ...cleared });
    return goesOn;
  });
}

/** Nobody gets mail that did not get it before: neither who had left, nor who had not confirmed. */
function mayGoOn(row: SubscriberRow | undefined, was: string | undefined): true {
  if (row?.state === 'suppressed' && was === 'active') return true;
  throw fault(
    'conflict',
    'No reader with this address was active when it was stopped. Lift it without --reactivate: then they can sign up again.',
  );
}
