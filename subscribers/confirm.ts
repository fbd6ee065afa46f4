import { type Db, type EmailAddress, told } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import { writeLedger } from './ledger.store.ts';
import { manageTokens } from './links.ts';
import { transact } from './post.ts';
import type { How, Reader, ReaderDeps, SignUpDeps } from './reader.ts';
import { choiceLabels } from './section-choice.ts';
import { asReader, lockSubscriber, type SubscriberRow, subscriberById, updateSubscriber } from './store.ts';
import { sendConfirmation } from './subscribe.ts';
import { removeSuppression } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';
import { readToken, type TokenReading } from './tokens.ts';
import { takeTurn } from './turns.ts';

/**
 * `open`: can be confirmed now. `already`: it was, and the bulletin comes. `expired`: older than 7 days.
 * `superseded`: a newer link was sent, or the sign-up is no longer waiting.
 */
export type ConfirmState = 'open' | 'already' | 'expired' | 'superseded';
export type Confirmation = { readonly state: ConfirmState; readonly reader: Reader };

/** Pure: what a confirm link is worth, given the row that it names. */
export function decideConfirm(
  reading: Exclude<TokenReading, { state: 'refused' }>,
  row: Pick<SubscriberRow, 'state' | 'confirm_version'>,
): ConfirmState {
  if (row.state === 'active') return 'already';
  if (row.state !== 'pending' || row.confirm_version !== reading.claim.version) return 'superseded';
  return reading.state === 'expired' ? 'expired' : 'open';
}

/**
 * Looks at a confirm link and changes nothing: for GET.
 * @throws Fault `not-found` for a link that we never made or whose sign-up is gone.
 */
export async function viewConfirmation(deps: ReaderDeps, token: string): Promise<Confirmation> {
  const reading = readConfirmToken(deps, token);
  const row = held(await subscriberById(deps.db, reading.claim.id));
  return { state: decideConfirm(reading, row), reader: asReader(row, await openSectionBook(deps.db)) };
}

/**
 * The reader pressed the button. State `already` after this call means that the link was used before; `open` means that
 * it has just been confirmed.
 * @throws Fault `not-found` as `viewConfirmation`.
 */
export async function confirm(deps: ReaderDeps, token: string, how: How): Promise<Confirmation> {
  const reading = readConfirmToken(deps, token);
  const book = await openSectionBook(deps.db);
  const at = deps.clock.now();
  return transact(deps, async (db, post) => {
    const row = held(await lockSubscriber(db, reading.claim.id));
    const state = decideConfirm(reading, row);
    if (state !== 'open') return { state, reader: asReader(row, book) };
    const active = await activate(db, row, at);
    const address = active.email as EmailAddress;
    await removeSuppression(db, addressHashes(deps.keys, address));
    await writeLedger(db, { id: row.id, at, how }, [{ event: 'confirmed', reason: 'confirmed' }]);
    const params = { ...manageTokens(deps.keys, active), sections: choiceLabels(book, active) };
    await post.send({ address, id: row.id }, { kind: 'welcome', params });
    return { state, reader: asReader(active, book) };
  });
}

const activate = (db: Db, row: SubscriberRow, at: Date) =>
  updateSubscriber(db, row.id, {
    state: 'active',
    state_reason: 'confirmed',
    confirm_version: row.confirm_version + 1,
    chosen_at: at,
    consent_at: at,
    consent_source: 'sign-up form',
    left_at: null,
    paused_until: null,
    soft_bounces: 0,
    soft_bounce_edition: null,
    updated_at: at,
  });

/**
 * From the page of an expired or superseded link: mails a new one to the same mailbox, if its sign-up still waits.
 * Resolves alike when it does not: to when the mail leaves.
 * @throws Fault `not-found` for a link that we never made.
 */
export async function renewConfirmation(deps: SignUpDeps, token: string, how: How): Promise<Date> {
  const reading = readConfirmToken(deps, token);
  const book = await openSectionBook(deps.db);
  const at = deps.clock.now();
  const due = await takeTurn(deps);
  await transact(deps, async (db, post) => {
    const row = await lockSubscriber(db, reading.claim.id);
    if (row?.state !== 'pending' || (await post.isFull(row.email as EmailAddress))) return;
    const renewed = await updateSubscriber(db, row.id, {
      confirm_version: row.confirm_version + 1,
      updated_at: at,
    });
    await writeLedger(db, { id: row.id, at, how }, [{ event: 'asked again', reason: 'link had expired' }]);
    await sendConfirmation(post, renewed, { ...deps, book, due });
  });
  return due;
}

function readConfirmToken(deps: ReaderDeps, token: string) {
  const reading = readToken(deps.keys, 'confirm', token, deps.clock.now());
  if (reading.state === 'refused') throw brokenLink();
  return reading;
}

function held(row: SubscriberRow | undefined): SubscriberRow {
  if (!row || row.state === 'erased') throw brokenLink();
  return row;
}

const brokenLink = () => told('not-found', 'readerRefused.brokenConfirmLink');
