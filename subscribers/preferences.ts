import { DAY_MS, type SubscriberId, told } from '../src/core/index.ts';
import { openSectionBook, type SectionBook } from '../src/sections/index.ts';
import { tidyLine } from './details.ts';
import { type LedgerEntry, writeLedger } from './ledger.store.ts';
import { transact } from './post.ts';
import type { Choice, How, MailFormat, Reader, ReaderDeps } from './reader.ts';
import { readChoice, storedChoice } from './section-choice.ts';
import { asReader, lockSubscriber, type SubscriberRow, updateSubscriber } from './store.ts';

/** What is left out stays as it is; null empties. */
export type PreferenceChange = {
  readonly choice?: Choice;
  readonly name?: string | null;
  readonly organisation?: string | null;
  readonly format?: MailFormat;
  /** The name of a catalogue. */
  readonly language?: string;
  /** No mail until then; null = send again. */
  readonly pausedUntil?: Date | null;
};

const LONGEST_PAUSE_MS = 366 * DAY_MS;

/** What a change of an active reader writes; `entries` is empty when nothing differs. */
export type DecidedChange = {
  readonly set: Partial<
    Pick<
      SubscriberRow,
      | 'all_sections'
      | 'sections'
      | 'name'
      | 'organisation'
      | 'format'
      | 'language'
      | 'paused_until'
      | 'chosen_at'
    >
  >;
  readonly entries: readonly LedgerEntry[];
};

/**
 * Pure: which columns change, and the ledger lines that say so.
 * @throws Fault `invalid` for an empty or unknown choice, a long name, or a pause in the past or beyond a year.
 */
export function decideChange(
  row: SubscriberRow,
  change: PreferenceChange,
  now: { book: SectionBook; at: Date },
): DecidedChange {
  const parts = [
    decideSections(row, change, now.book),
    decideDetails(row, change),
    decideFormat(row, change),
    decideLanguage(row, change),
    decidePause(row, change, now.at),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return { set: {}, entries: [] };
  return {
    set: Object.assign({ chosen_at: now.at }, ...parts.map((part) => part.set)),
    entries: parts.flatMap((part) => part.entries),
  };
}

function decideSections(
  row: SubscriberRow,
  { choice }: PreferenceChange,
  book: SectionBook,
): DecidedChange | undefined {
  if (choice === undefined) return undefined;
  const set = storedChoice(book, choice);
  if (set.all_sections === row.all_sections && String(set.sections) === String(row.sections))
    return undefined;
  const detail = { from: readChoice(book, row), to: readChoice(book, set) };
  return { set, entries: [{ event: 'sections changed', detail }] };
}

function decideDetails(row: SubscriberRow, change: PreferenceChange): DecidedChange | undefined {
  const name = change.name === undefined ? row.name : tidyLine(change.name, 'name');
  const organisation =
    change.organisation === undefined ? row.organisation : tidyLine(change.organisation, 'organisation');
  const fields = [
    ...(name === row.name ? [] : ['name']),
    ...(organisation === row.organisation ? [] : ['organisation']),
  ];
  if (fields.length === 0) return undefined;
  return { set: { name, organisation }, entries: [{ event: 'details changed', detail: { fields } }] };
}

function decideFormat(row: SubscriberRow, { format }: PreferenceChange): DecidedChange | undefined {
  if (format === undefined || format === row.format) return undefined;
  return {
    set: { format },
    entries: [{ event: 'format changed', detail: { from: row.format, to: format } }],
  };
}

export function decideLanguage(
  row: SubscriberRow,
  { language }: Pick<PreferenceChange, 'language'>,
): DecidedChange | undefined {
  if (language === undefined || language === row.language) return undefined;
  return {
    set: { language },
    entries: [{ event: 'language changed', detail: { from: row.language, to: language } }],
  };
}

function decidePause(
  row: SubscriberRow,
  { pausedUntil }: PreferenceChange,
  at: Date,
): DecidedChange | undefined {
  if (pausedUntil === undefined || pausedUntil?.getTime() === row.paused_until?.getTime()) return undefined;
  if (pausedUntil === null) return { set: { paused_until: null }, entries: [{ event: 'resumed' }] };
  const ahead = pausedUntil.getTime() - at.getTime();
  if (!(ahead > 0 && ahead <= LONGEST_PAUSE_MS)) {
    throw told('invalid', 'readerRefused.pauseDate');
  }
  const detail = { until: pausedUntil.toISOString() };
  return { set: { paused_until: pausedUntil }, entries: [{ event: 'paused', detail }] };
}

/**
 * Changes what an active reader is sent. Same values again write nothing.
 * @throws Fault `invalid` as `decideChange`; `conflict` when the reader is not active.
 */
export async function changePreferences(
  deps: ReaderDeps,
  id: SubscriberId,
  change: PreferenceChange & { how: How },
): Promise<Reader> {
  const book = await openSectionBook(deps.db);
  const at = deps.clock.now();
  return transact(deps, async (db) => {
    const row = activeOnly(await lockSubscriber(db, id));
    const { set, entries } = decideChange(row, change, { book, at });
    if (entries.length === 0) return asReader(row, book);
    await writeLedger(db, { id, at, how: change.how }, entries);
    return asReader(await updateSubscriber(db, id, { ...set, updated_at: at }), book);
  });
}

/** @throws Fault `conflict` that says how to come back. */
export function activeOnly(row: SubscriberRow | undefined): SubscriberRow {
  if (row?.state === 'active') return row;
  throw told('conflict', 'readerRefused.notActive');
}
