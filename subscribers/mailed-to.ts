import { addressKey, type Db, type EmailAddress, type SubscriberId } from '../src/core/index.ts';
import { hasMovedSince } from './mailed-to.store.ts';
import { lockByKey, lockMailbox, lockSubscriber, type SubscriberRow } from './store.ts';
import { addressHashes } from './suppression.ts';
import type { SecretKeys } from './tokens.ts';

/** To which mailbox a mail of ours went, as far as it is known: what Amazon reports of the mail is about that mailbox. */
export type MailedTo = {
  /** For whom it was; null = for nobody, as a copy to the desk. */
  readonly subscriber: SubscriberId | null;
  /** Single mails keep it; null = not known. */
  readonly address: EmailAddress | null;
  /** Keyed hashes of the mailbox, under any of our keys; empty = not known. */
  readonly hashes: readonly string[];
  /** When it went; null = not known. */
  readonly at: Date | null;
};

/** Who has that mailbox now, locked, and its keyed hash under the newest key that it is known by. */
export type Mailbox = { readonly holder?: SubscriberRow; readonly hash?: string };

/**
 * Finds whose mailbox it is now: a reader may have moved since, or asked for an address that was never theirs. Where nobody
 * wrote down where a mail went (by versions up to 0.1), it is its reader's mailbox unless they have moved since.
 */
export async function lockMailed(db: Db, keys: SecretKeys, to: MailedTo): Promise<Mailbox> {
  if (to.address !== null) return lockAddressed(db, keys, to.address);
  const row = to.subscriber === null ? undefined : await lockSubscriber(db, to.subscriber);
  if (row?.state === 'erased') return {};
  const own = row?.email ? addressHashes(keys, row.email as EmailAddress) : [];
  const theirs =
    to.hashes.length > 0
      ? own.some((hash) => to.hashes.includes(hash))
      : row !== undefined && !(await hasMovedSince(db, row.id, to.at));
  const hash = theirs ? own[0] : newest(keys, to.hashes);
  return { ...(row && theirs ? { holder: row } : {}), ...(hash ? { hash } : {}) };
}

async function lockAddressed(db: Db, keys: SecretKeys, address: EmailAddress): Promise<Mailbox> {
  const key = addressKey(address);
  await lockMailbox(db, key);
  const holder = await lockByKey(db, key);
  const [hash] = addressHashes(keys, address);
  return { ...(holder ? { holder } : {}), ...(hash ? { hash } : {}) };
}

/** So that the list can be read as long as any of its keys is there. */
const newest = (keys: SecretKeys, hashes: readonly string[]) =>
  keys.flatMap(({ id }) => hashes.find((hash) => hash.startsWith(`${id}:`)) ?? [])[0] ?? hashes[0];
