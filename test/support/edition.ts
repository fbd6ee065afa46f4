import type { Insertable } from 'kysely';
import type { EditionTable } from '../../src/core/index.ts';
import { type Database, type EditionNumber, editionNumber } from '../../src/core/index.ts';

/** Inserts a bare planned edition, for tests that need one to exist and not to be read. */
export async function insertEdition(
  db: Database,
  number: number,
  more: Partial<Insertable<EditionTable>> = {},
): Promise<EditionNumber> {
  const row: Insertable<EditionTable> = {
    number: editionNumber(number),
    state: 'planned',
    cover: 'May 2026',
    title: 'Bulletin',
    strapline: '',
    preheader: null,
    publisher: 'Publisher',
    mailbox: 'bulletin@example.org',
    welcome: '',
    sections: '[]',
    approved_by: null,
    created_at: new Date('2026-01-01T00:00:00Z'),
    assembled_at: null,
    approved_at: null,
    sent_at: null,
    published_at: null,
    ...more,
  };
  await db.insertInto('editions').values(row).execute();
  return editionNumber(number);
}
