import type { Db, EmailAddress } from '../src/core/index.ts';
import type { Elsewhere } from './elsewhere.ts';
import { emptyRows, removeLifts } from './forget.store.ts';
import { type LedgerEntry, writeLedger } from './ledger.store.ts';
import type { How } from './reader.ts';
import { discardImportsOf } from './reader-import.store.ts';
import type { SubscriberRow } from './store.ts';
import { writeSuppressions } from './suppression.store.ts';
import { addressHashes, type SuppressionReason } from './suppression.ts';
import type { SecretKeys } from './tokens.ts';

/** `asked`: the reader wants to be forgotten. `left`, `unconfirmed`: retention has run out. */
export type ForgetCause = 'asked' | 'left' | 'unconfirmed';

/** What remains of a row when its address and name are removed. */
export type Forgetting = {
  readonly state: SubscriberRow['state'];
  readonly reason: string | null;
  /** What the keyed hash is kept for; null = the address may be imported again. */
  readonly suppress: SuppressionReason | null;
  readonly entry: LedgerEntry;
};

/** Pure. A sign-up that was never confirmed leaves nothing behind, unless the mailbox had left before. */
export function decideForgetting(
  row: Pick<SubscriberRow, 'state' | 'state_reason' | 'left_at'>,
  cause: ForgetCause,
): Forgetting {
  if (cause === 'asked') {
    return {
      state: 'erased',
      reason: 'erased',
      suppress: 'erased',
      entry: { event: 'erased', reason: 'erased', detail: { was: row.state } },
    };
  }
  const entry: LedgerEntry = { event: 'address removed', reason: cause };
  if (cause === 'unconfirmed' && row.left_at === null) {
    return { state: 'erased', reason: 'not confirmed', suppress: null, entry };
  }
  if (row.state === 'suppressed')
    return { state: row.state, reason: row.state_reason, suppress: null, entry };
  return { state: 'unsubscribed', reason: 'left', suppress: 'left', entry };
}

/** Removes address, name and every trace of locked rows; the keyed hash and the ledger stay. */
export async function forget(
  db: Db,
  rows: readonly SubscriberRow[],
  on: { cause: ForgetCause; at: Date; how: How; keys: SecretKeys; elsewhere: Elsewhere },
): Promise<void> {
  const decided = rows.map((row) => ({ row, ...decideForgetting(row, on.cause) }));
  const suppressions = decided.flatMap(({ row, suppress }) => {
    const [hash] = row.email ? addressHashes(on.keys, row.email as EmailAddress) : [];
    return hash && suppress ? [{ hash, reason: suppress }] : [];
  });
  await writeSuppressions(db, suppressions, on.at);
  const addresses = rows.flatMap((row) => [row.email, row.new_email].filter((address) => address !== null));
  if (on.cause === 'asked') await discardImportsOf(db, addresses);
  const mailboxes =
    on.cause === 'asked'
      ? addresses.flatMap((address) => addressHashes(on.keys, address as EmailAddress))
      : [];
  const traces = { ids: rows.map((row) => row.id), addresses, mailboxes };
  await removeLifts(db, traces);
  await on.elsewhere.forget(db, traces);
  for (const { row, entry } of decided) await writeLedger(db, { id: row.id, ...on }, [entry]);
  await emptyRows(
    db,
    decided.map(({ row, state, reason }) => ({ id: row.id, state, reason })),
    on.at,
  );
}
