import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db, SectionId, SubscriberId, SubscriberState } from '../src/core/index.ts';
import type { SubscriberRow } from './store.ts';

export type FoundRow = Pick<
  SubscriberRow,
  | 'id'
  | 'email'
  | 'name'
  | 'organisation'
  | 'state'
  | 'state_reason'
  | 'all_sections'
  | 'sections'
  | 'paused_until'
  | 'created_at'
>;

export type SoughtReaders = {
  /** Part of the address or of the name. */
  words: string;
  state: SubscriberState | undefined;
  section: SectionId | undefined;
  before: SubscriberId | undefined;
  limit: number;
};

/** Newest first, by id from one page to the next. Erased ones only where they are asked for. */
export async function selectFoundReaders(db: Db, wanted: SoughtReaders): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    SELECT id, email, name, organisation, state, state_reason, all_sections, sections, paused_until, created_at
    FROM subscribers WHERE ${sql.join(conditions(wanted), sql` AND `)}
    ORDER BY id DESC LIMIT ${wanted.limit}`.execute(db);
  return rows;
}

function conditions({ words, state, section, before }: SoughtReaders): RawBuilder<SqlBool>[] {
  const all: RawBuilder<SqlBool>[] = [state ? sql`state = ${state}` : sql`state <> 'erased'`];
  if (before !== undefined) all.push(sql`id < ${before}`);
  if (section !== undefined) all.push(sql`(all_sections OR ${section} = ANY(sections))`);
  if (words !== '') {
    const part = `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    all.push(sql`(email_key LIKE ${part} OR lower(name) LIKE ${part})`);
  }
  return all;
}
