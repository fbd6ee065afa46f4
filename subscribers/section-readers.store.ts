import { sql } from 'kysely';
import type { Db, SectionId, SectionSlug } from '../src/core/index.ts';
import type { ReaderCounts } from '../src/sections/index.ts';
import type { LedgerEntry } from './ledger.store.ts';
import { countReaderChoices } from './overview.store.ts';
import type { How } from './reader.ts';

const CAN_READ = sql`state IN ('active', 'pending', 'unsubscribed', 'suppressed')`;

export async function countReaders(db: Db, section: SectionId, into?: SectionId): Promise<ReaderCounts> {
  const { rows } = await sql<ReaderCounts>`SELECT
      count(*) FILTER (WHERE ${section} = ANY(sections))::integer AS chose,
      count(*) FILTER (WHERE sections @> ${[section, into ?? section]}::integer[] AND ${into !== undefined})::integer AS "haveBoth",
      count(*) FILTER (WHERE sections = ${[section]}::integer[])::integer AS "onlyThis",
      count(*) FILTER (WHERE all_sections AND state = 'active')::integer AS "all"
    FROM subscribers WHERE state IN ('active', 'pending')`.execute(db);
  return rows[0] ?? { chose: 0, haveBoth: 0, onlyThis: 0, all: 0 };
}

export async function sectionCounts(db: Db): Promise<{ bySection: Map<SectionId, number>; all: number }> {
  const bySection = new Map<SectionId, number>();
  let all = 0;
  for (const { all_sections, sections, readers } of await countReaderChoices(db)) {
    if (all_sections) all += readers;
    for (const id of sections) bySection.set(id, (bySection.get(id) ?? 0) + readers);
  }
  return { bySection, all };
}

type On = { section: { id: SectionId; slug: SectionSlug }; at: Date; how: How };

/** The same line for everyone who chose the section by name, in one statement. */
export async function noteInLedgers(db: Db, on: On, entry: LedgerEntry): Promise<void> {
  await sql`INSERT INTO consents (subscriber_id, at, event, reason, source, wording, detail)
    SELECT id, ${on.at}::timestamptz, ${entry.event}, ${entry.reason ?? null}, ${on.how.source}, ${on.how.wording},
      ${JSON.stringify(entry.detail ?? {})}::jsonb
    FROM subscribers WHERE ${on.section.id} = ANY(sections) AND ${CAN_READ}`.execute(db);
}

export async function moveReaders(db: Db, on: On & { into: SectionId }): Promise<void> {
  await sql`UPDATE subscribers SET updated_at = ${on.at}, sections = (
      SELECT array_agg(DISTINCT moved.id ORDER BY moved.id)
      FROM unnest(array_replace(sections, ${on.section.id}::integer, ${on.into}::integer)) AS moved (id))
    WHERE ${on.section.id} = ANY(sections)`.execute(db);
}

export async function removeReaders(db: Db, on: On): Promise<void> {
  await sql`UPDATE subscribers SET updated_at = ${on.at}, sections = array_remove(sections, ${on.section.id}::integer)
    WHERE ${on.section.id} = ANY(sections)`.execute(db);
}
