import { record } from '../src/acts/index.ts';
import { DAY_MS, type Db, type SectionSlug, type SubscriberId, told } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import { writeLedger } from './ledger.store.ts';
import { transact } from './post.ts';
import type { How, HowBy, Reader, ReaderDeps } from './reader.ts';
import { storedChoice } from './section-choice.ts';
import { asReader, lockSubscriber, type SubscriberRow, updateSubscriber } from './store.ts';

/** How long the link that left can also undo it: an old mail that was passed on must not sign its reader up again. */
export const UNDO_WITHIN_MS = DAY_MS;

export const leavingReasons = [
  'too-often',
  'not-relevant',
  'too-long',
  'changed-role',
  'never-asked',
  'elsewhere',
  'other',
] as const;
export type LeavingReason = (typeof leavingReasons)[number];
const isLeavingReason = (text: string): text is LeavingReason =>
  leavingReasons.some((reason) => reason === text);

export type Leaving = { readonly outcome: 'left' | 'already left'; readonly reader: Reader };

/**
 * Stops the bulletin. Idempotent, and never a fault for a subscriber that exists (RFC 8058 §3.2: the button may be
 * pressed twice, and after erasure or suppression there is nothing left to stop). Where somebody else does it for the reader,
 * it is on record as their act.
 * @throws Fault `not-found` for an id that never was.
 */
export async function leave(deps: ReaderDeps, id: SubscriberId, how: How | HowBy): Promise<Leaving> {
  const book = await openSectionBook(deps.db);
  return transact(deps, async (db) => {
    const row = existing(await lockSubscriber(db, id));
    if (row.state !== 'active' && row.state !== 'pending') {
      return { outcome: 'already left', reader: asReader(row, book) };
    }
    const at = deps.clock.now();
    const left = await writeLeft(db, row, { at, how });
    if ('by' in how)
      await record(db, { act: 'reader.unsubscribed', by: how.by, subject: id, params: {} }, at);
    return { outcome: 'left', reader: asReader(left, book) };
  });
}

/** Marks a locked row as left and says so in the ledger. */
export async function writeLeft(
  db: Db,
  row: SubscriberRow,
  on: { at: Date; how: How },
): Promise<SubscriberRow> {
  await writeLedger(db, { id: row.id, ...on }, [
    { event: 'left', reason: 'left', detail: { was: row.state } },
  ]);
  return updateSubscriber(db, row.id, {
    state: 'unsubscribed',
    state_reason: 'left',
    left_at: on.at,
    paused_until: null,
    new_email: null,
    updated_at: on.at,
  });
}

/** Whether `undoLeave` and `keepOnly` are open to this reader now. */
export const canUndo = (
  reader: Pick<Reader, 'state' | 'stateReason' | 'leftAt' | 'consentAt' | 'email'>,
  now: Date,
) =>
  reader.state === 'unsubscribed' &&
  reader.stateReason === 'left' &&
  reader.email !== null &&
  reader.consentAt !== null &&
  reader.leftAt !== null &&
  now.getTime() - reader.leftAt.getTime() <= UNDO_WITHIN_MS;

/**
 * "I left by mistake": the same choice as before, within a day. A reader who is active already stays so.
 * @throws Fault `conflict` when the day is over or the reader did not leave by themself.
 */
export async function undoLeave(deps: ReaderDeps, id: SubscriberId, how: How): Promise<Reader> {
  return comeBack(deps, id, { how, sections: null });
}

/**
 * "Keep only some sections instead", just before or within a day after leaving.
 * @throws Fault `invalid` for the choice; `conflict` as `undoLeave`.
 */
export async function keepOnly(
  deps: ReaderDeps,
  id: SubscriberId,
  keeping: { sections: readonly SectionSlug[]; how: How },
): Promise<Reader> {
  return comeBack(deps, id, keeping);
}

async function comeBack(
  deps: ReaderDeps,
  id: SubscriberId,
  wish: { how: How; sections: readonly SectionSlug[] | null },
): Promise<Reader> {
  const book = await openSectionBook(deps.db);
  const at = deps.clock.now();
  const choice = wish.sections && storedChoice(book, wish.sections);
  return transact(deps, async (db) => {
    const row = existing(await lockSubscriber(db, id));
    if (row.state === 'active' && !choice) return asReader(row, book);
    if (row.state !== 'active' && !canUndo(asReader(row, book), at)) {
      throw told('conflict', 'readerRefused.leftLongAgo');
    }
    await writeLedger(db, { id, at, how: wish.how }, [
      ...(row.state === 'active' ? [] : [{ event: 'came back', reason: 'undo' } as const]),
      ...(choice ? [{ event: 'sections changed', detail: { to: wish.sections } } as const] : []),
    ]);
    const back = { state: 'active', state_reason: 'came back', left_at: null, chosen_at: at } as const;
    return asReader(await updateSubscriber(db, id, { ...back, ...choice, updated_at: at }), book);
  });
}

/**
 * The optional "why" after leaving. Only a reason from our list: the ledger outlives erasure and must hold no free text.
 * @throws Fault `invalid` for any other reason.
 */
export async function tellWhy(
  deps: ReaderDeps,
  id: SubscriberId,
  answer: { why: string; how: How },
): Promise<void> {
  const { why, how } = answer;
  if (!isLeavingReason(why)) throw told('invalid', 'readerRefused.noReason');
  await transact(deps, async (db) => {
    existing(await lockSubscriber(db, id));
    await writeLedger(db, { id, at: deps.clock.now(), how }, [{ event: 'said why', reason: why }]);
  });
}

export function existing(row: SubscriberRow | undefined): SubscriberRow {
  if (!row) throw told('not-found', 'readerRefused.oldLink');
  return row;
}
