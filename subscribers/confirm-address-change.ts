import { addressKey, type Db, type EmailAddress, told } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import { writeLedger } from './ledger.store.ts';
import { type Post, transact } from './post.ts';
import type { How, Reader, ReaderDeps } from './reader.ts';
import {
  asReader,
  lockByKey,
  lockMailbox,
  lockSubscriber,
  type SubscriberRow,
  subscriberById,
  updateSubscriber,
} from './store.ts';
import { removeSuppression } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';
import { readToken } from './tokens.ts';

/** `open`: can be confirmed now. `gone`: used, replaced by a newer one, or the reader has left. */
export type AddressChangeState = 'open' | 'expired' | 'gone';
export type AddressChange = { readonly state: AddressChangeState; readonly reader: Reader };

/**
 * Looks at an address link and changes nothing: for GET.
 * @throws Fault `not-found` for a link that we never made.
 */
export async function viewAddressChange(deps: ReaderDeps, token: string): Promise<AddressChange> {
  const reading = readAddressToken(deps, token);
  const row = await subscriberById(deps.db, reading.claim.id);
  if (!row) throw brokenLink();
  return { state: decideAddressChange(reading, row), reader: asReader(row, await openSectionBook(deps.db)) };
}

/**
 * The new mailbox pressed the button: mail goes there from now on, and the old mailbox is told. Older preference and
 * feed links die, because they may lie in the mailbox that the reader has given up; unsubscribe links live on.
 * State `open` after this call means that the change has just been made.
 * @throws Fault `not-found` as `viewAddressChange`; `conflict` when the new address has subscribed by itself meanwhile.
 */
export async function confirmAddressChange(
  deps: ReaderDeps,
  token: string,
  how: How,
): Promise<AddressChange> {
  const reading = readAddressToken(deps, token);
  const book = await openSectionBook(deps.db);
  const at = deps.clock.now();
  return transact(deps, async (db, post) => {
    const wanted = (await subscriberById(db, reading.claim.id))?.new_email as EmailAddress | null | undefined;
    if (wanted) await lockMailbox(db, addressKey(wanted));
    const row = await lockSubscriber(db, reading.claim.id);
    if (!row) throw brokenLink();
    const state = decideAddressChange(reading, row);
    if (state !== 'open') return { state, reader: asReader(row, book) };
    const address = row.new_email as EmailAddress;
    await freeAddress(db, address, { at, how, ...deps });
    const moved = await updateSubscriber(db, row.id, {
      email: address,
      email_key: addressKey(address),
      new_email: null,
      new_email_version: row.new_email_version + 1,
      link_version: row.link_version + 1,
      soft_bounces: 0,
      soft_bounce_edition: null,
      updated_at: at,
    });
    await removeSuppression(db, addressHashes(deps.keys, address));
    await noteMove(deps, db, { from: row.email, to: address });
    await writeLedger(db, { id: row.id, at, how }, [{ event: 'address changed' }]);
    await announce(post, row);
    return { state, reader: asReader(moved, book) };
  });
}

async function noteMove(
  { keys, elsewhere }: ReaderDeps,
  db: Db,
  { from, to }: { from: string | null; to: EmailAddress },
): Promise<void> {
  const [before] = from === null ? [] : addressHashes(keys, from as EmailAddress);
  const [after] = addressHashes(keys, to);
  if (before && after) await elsewhere.noteMoved(db, { from: before, to: after });
}

function decideAddressChange(
  reading: ReturnType<typeof readAddressToken>,
  row: SubscriberRow,
): AddressChangeState {
  const waits = row.state === 'active' && row.new_email !== null;
  if (!waits || row.new_email_version !== reading.claim.version) return 'gone';
  return reading.state === 'expired' ? 'expired' : 'open';
}

/** A row that merely remembers this mailbox (left, unconfirmed) gives it up to the reader who moves there. */
async function freeAddress(
  db: Db,
  address: EmailAddress,
  { elsewhere, at, how }: Pick<ReaderDeps, 'elsewhere'> & { at: Date; how: How },
): Promise<void> {
  const other = await lockByKey(db, addressKey(address));
  if (!other) return;
  if (other.state === 'active' || other.state === 'suppressed') {
    throw told('conflict', 'readerRefused.addressTaken');
  }
  await elsewhere.removeNotices(db, other.id);
  await writeLedger(db, { id: other.id, at, how }, [
    { event: 'address given up', reason: 'moved to another entry' },
  ]);
  await updateSubscriber(db, other.id, {
    state: 'erased',
    state_reason: 'address moved',
    email: null,
    email_key: null,
    name: null,
    organisation: null,
    new_email: null,
    consent_source: null,
    sections: [],
    all_sections: false,
    updated_at: at,
  });
}

const announce = (post: Post, row: SubscriberRow) =>
  row.email
    ? post.send(
        { address: row.email as EmailAddress, id: row.id },
        { kind: 'address-change-announce', params: {} },
      )
    : Promise.resolve();

function readAddressToken(deps: ReaderDeps, token: string) {
  const reading = readToken(deps.keys, 'address-change', token, deps.clock.now());
  if (reading.state === 'refused') throw brokenLink();
  return reading;
}

const brokenLink = () => told('not-found', 'readerRefused.brokenAddressLink');
