import { addressKey, type Db, type EmailAddress, told } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import type { Reader, ReaderDeps } from './reader.ts';
import { asReader, type SubscriberRow, subscriberById, subscriberByKey } from './store.ts';
import { readToken } from './tokens.ts';

/** Purposes whose link says who the reader is. Confirm and address links have verbs of their own. */
export type IdentifyingPurpose = 'unsubscribe' | 'preferences' | 'feed';

/**
 * Who holds this link. An unsubscribe link answers for ever, also after erasure (state `erased`), so that a second
 * press of the button is never an error; the others die with a change of address and with erasure.
 * @throws Fault `not-found` in one sentence that says how to get a new link.
 */
export async function identifyReader(
  deps: Pick<ReaderDeps, 'db' | 'clock' | 'keys'>,
  purpose: IdentifyingPurpose,
  token: string,
): Promise<Reader> {
  const reading = readToken(deps.keys, purpose, token, deps.clock.now());
  const row = reading.state === 'good' ? await subscriberById(deps.db, reading.claim.id) : undefined;
  if (!row || reading.state !== 'good' || !opens(purpose, row, reading.claim.version)) {
    throw told('not-found', 'readerRefused.brokenLink');
  }
  return asReader(row, await openSectionBook(deps.db));
}

const opens = (purpose: IdentifyingPurpose, row: SubscriberRow, version: number | undefined) =>
  purpose === 'unsubscribe' || (row.state !== 'erased' && row.link_version === version);

/** For support: the reader with this address now, if any. */
export async function findReader(db: Db, email: EmailAddress): Promise<Reader | undefined> {
  const row = await subscriberByKey(db, addressKey(email));
  return row && asReader(row, await openSectionBook(db));
}
