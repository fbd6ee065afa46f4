import { addressKey, type Database, type EmailAddress, type SubscriberId } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import { type LedgerLine, readLedger } from './ledger.store.ts';
import { readLifts, type ShownLift } from './lift.store.ts';
import type { Reader } from './reader.ts';
import { readDeliveries, recordedFrom, type ShownDelivery } from './show.store.ts';
import { asReader, type SubscriberRow, subscriberById, subscriberByKey } from './store.ts';
import { findSuppression, type Suppression } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';
import type { SecretKeys } from './tokens.ts';

/** Everything that support needs to answer "why did I stop getting it?". */
export type ReaderHistory = {
  readonly ledger: LedgerLine[];
  readonly deliveries: ShownDelivery[];
  /** Mails of editions that went before are no longer recorded one by one (`RETENTION_EVENTS_DAYS`); null = all are there. */
  readonly recordedFrom: Date | null;
};
export type ShownAddress = ReaderHistory & {
  readonly reader: Reader | null;
  /** Also when the address itself is no longer held: the keyed hash answers. */
  readonly suppression: Suppression | null;
  readonly lifts: readonly ShownLift[];
};

/** `day`: as whoever reads it writes a day. */
export const noLongerRecorded = (day: string) => `Mails before ${day} are no longer recorded one by one.`;

export async function readerHistory(db: Database, id: SubscriberId): Promise<ReaderHistory> {
  return {
    ledger: await readLedger(db, id),
    deliveries: await readDeliveries(db, id),
    recordedFrom: await recordedFrom(db, id),
  };
}

export async function showAddress(
  { db, keys }: { db: Database; keys: SecretKeys },
  email: EmailAddress,
): Promise<ShownAddress> {
  const mailboxes = addressHashes(keys, email);
  const row = await subscriberByKey(db, addressKey(email));
  return shown(db, row, mailboxes);
}

/** The same by number, as the desk's pages name a reader; undefined where there is none. */
export async function showReader(
  { db, keys }: { db: Database; keys: SecretKeys },
  id: SubscriberId,
): Promise<(ShownAddress & { reader: Reader }) | undefined> {
  const row = await subscriberById(db, id);
  if (!row) return undefined;
  const mailboxes = row.email === null ? [] : addressHashes(keys, row.email as EmailAddress);
  const found = await shown(db, row, mailboxes);
  return found.reader ? { ...found, reader: found.reader } : undefined;
}

async function shown(
  db: Database,
  row: SubscriberRow | undefined,
  mailboxes: readonly string[],
): Promise<ShownAddress> {
  const suppression = (mailboxes.length > 0 && (await findSuppression(db, mailboxes))) || null;
  const lifts = await readLifts(db, { id: row?.id ?? null, mailboxes });
  if (!row) return { reader: null, suppression, lifts, ledger: [], deliveries: [], recordedFrom: null };
  const reader = asReader(row, await openSectionBook(db));
  return { reader, suppression, lifts, ...(await readerHistory(db, row.id)) };
}
