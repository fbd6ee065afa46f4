import { type SubscriberId, told } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import { csvLine } from './csv-cells.ts';
import { writeLedger } from './ledger.store.ts';
import { readLifts, type ShownLift } from './lift.store.ts';
import type { How, Reader, ReaderDeps } from './reader.ts';
import { readMails, type ShownMail } from './show.store.ts';
import { noLongerRecorded, type ReaderHistory, readerHistory } from './show.ts';
import { asReader, subscriberById } from './store.ts';
import { ledgerWords } from './wording.ts';

/** Everything that we hold about one reader (UK GDPR Article 15), for a file that they can keep and read. */
export type HeldCopy = {
  readonly madeAt: Date;
  readonly reader: Omit<Reader, 'linkVersion'>;
  /** Each line with the exact words that the reader saw. */
  readonly whatHappened: readonly (ReaderHistory['ledger'][number] & { readonly words: string | null })[];
  readonly editions: ReaderHistory['deliveries'];
  readonly recordedFrom: ReaderHistory['recordedFrom'];
  /** Of what is no longer held, where something is not. */
  readonly note: string | null;
  readonly mails: readonly ShownMail[];
  readonly lifts: readonly ShownLift[];
};

/**
 * Collects the copy and notes in the ledger that it was given.
 * @throws Fault `not-found` when nothing is held any more.
 */
export async function giveCopy(
  deps: Pick<ReaderDeps, 'db' | 'clock'>,
  id: SubscriberId,
  how: How,
): Promise<HeldCopy> {
  const row = await subscriberById(deps.db, id);
  if (!row || row.state === 'erased') throw told('not-found', 'readerRefused.nothingHeld');
  const madeAt = deps.clock.now();
  await writeLedger(deps.db, { id, at: madeAt, how }, [{ event: 'copy given' }]);
  const { linkVersion: _, ...reader } = asReader(row, await openSectionBook(deps.db));
  const { ledger, deliveries, recordedFrom } = await readerHistory(deps.db, id);
  const whatHappened = ledger.map((line) => ({ ...line, words: ledgerWords(line.wording, line.language) }));
  const lifts = await readLifts(deps.db, { id, mailboxes: [] });
  const mails = await readMails(deps.db, id);
  const note = recordedFrom && noLongerRecorded(recordedFrom.toISOString().slice(0, 10));
  return { madeAt, reader, whatHappened, editions: deliveries, recordedFrom, note, mails, lifts };
}

export const copyAsJson = (copy: HeldCopy) => `${JSON.stringify(copy, null, 2)}\n`;

/** One table for everything: what kind of record, when, which field, and its value. */
export function copyAsCsv(copy: HeldCopy): string {
  const rows = [
    ...fieldRows('subscriber', copy.madeAt, copy.reader),
    ...copy.whatHappened.flatMap(({ at, ...line }) => fieldRows('what happened', at, line)),
    ...(copy.recordedFrom ? fieldRows('edition', copy.recordedFrom, { note: copy.note }) : []),
    ...copy.editions.flatMap(({ at, ...line }) => fieldRows('edition', at, line)),
    ...copy.mails.flatMap(({ at, ...line }) => fieldRows('mail', at, line)),
    ...copy.lifts.flatMap(({ at, ...line }) => fieldRows('suppression lifted', at, line)),
  ];
  return csvLine(['record', 'at', 'field', 'value']) + rows.map(csvLine).join('');
}

const fieldRows = (record: string, at: Date, fields: object): (string | null)[][] =>
  Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([field, value]) => [record, at.toISOString(), field, asText(value)]);

function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
