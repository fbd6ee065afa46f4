import { addressKey, type Database, type EmailAddress, type SubscriberId } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import { type LedgerLine, readLedger } from './ledger.store.ts';
import { readLifts, type ShownLift } from './lift.store.ts';
import type { Reader } from './reader.ts';
import { readDeliveries, type ShownDelivery } from './show.store.ts';
import { asReader, subscriberByKey } from './store.ts';
import { findSuppression, type Suppression } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';
import type { SecretKeys } from './tokens.ts';

/** Everything that support needs to answer "why did I stop getting it?". */
export type ReaderHistory = { readonly ledger: LedgerLine[]; readonly deliveries: ShownDelivery[] };
export type ShownAddress = ReaderHistory & {
  readonly reader: Reader | null;
  /** Also when the address itself is no longer held: the keyed hash answers. */
  readonly suppression: Suppression | null;
  readonly lifts: readonly ShownLift[];
};

export async function readerHistory(db: Database, id: SubscriberId): Promise<ReaderHistory> {
  return { ledger: await readLedger(db, id), deliveries: await readDeliveries(db, id) };
}

export async function showAddress(
  { db, keys }: { db: Database; keys: SecretKeys },
  email: EmailAddress,
): Promise<ShownAddress> {
  const mailboxes = addressHashes(keys, email);
  const suppression = (await findSuppression(db, mailboxes)) ?? null;
  const row = await subscriberByKey(db, addressKey(email));
  const lifts = await readLifts(db, { id: row?.id ?? null, mailboxes });
  if (!row) return { reader: null, suppression, lifts, ledger: [], deliveries: [] };
  const reader = asReader(row, await openSectionBook(db));
  return { reader, suppression, lifts, ...(await readerHistory(db, row.id)) };
}
