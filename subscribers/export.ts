import { record } from '../src/acts/index.ts';
import type { Actor, Clock, Database, SubscriberState } from '../src/core/index.ts';
import { openSectionBook, type SectionBook } from '../src/sections/index.ts';
import { csvLine } from './csv-cells.ts';
import { countExported, type ExportRow, exportPage } from './export.store.ts';
import { COLUMNS } from './import-names.ts';
import { NOBODY } from './nobody.ts';
import { readChoice } from './section-choice.ts';

type ExportState = SubscriberState | 'all';

/**
 * As `exportSubscribers`, by somebody: on record before the first of it leaves, so that an export that breaks off is on record too.
 */
export async function* takeExport(
  { db, clock }: { db: Database; clock: Clock },
  { state = 'active', by }: { state?: ExportState | undefined; by: Actor },
): AsyncGenerator<{ text: string; rows: number }> {
  const params = { readers: await countExported(db, state), state };
  await record(db, { act: 'reader.exported', by, subject: NOBODY, params }, clock.now());
  yield* exportSubscribers(db, { state });
}

const PAGE = 5_000;
const STATE_COLUMNS = ['state', 'state_reason', 'left_at'];

/**
 * Subscribers as CSV text, a page at a time, oldest first. Active ones under the import's header, so that what is
 * exported can be imported as it is. Any other state adds the columns `state`, `state_reason` and `left_at`, by which an
 * import elsewhere knows who left and who must not be written to.
 */
export async function* exportSubscribers(
  db: Database,
  { state = 'active' }: { state?: ExportState } = {},
): AsyncGenerator<{ text: string; rows: number }> {
  const book = await openSectionBook(db);
  const withState = state !== 'active';
  yield { text: csvLine(withState ? [...COLUMNS, ...STATE_COLUMNS] : COLUMNS), rows: 0 };
  for (let after = 0; ; ) {
    const page = await exportPage(db, { state, after, limit: PAGE });
    if (page.length > 0)
      yield { text: page.map((row) => line(row, book, withState)).join(''), rows: page.length };
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return;
  }
}

function line(row: ExportRow, book: SectionBook, withState: boolean): string {
  const choice = readChoice(book, row);
  const cells = [
    row.email,
    row.name,
    row.organisation,
    choice === 'all' ? '*' : choice.join(';'),
    row.consent_at?.toISOString() ?? null,
    row.consent_source,
    row.language,
  ];
  return csvLine(
    withState ? [...cells, row.state, row.state_reason, row.left_at?.toISOString() ?? null] : cells,
  );
}
