import type { ArticleId, Clock, Database, Db, PersonId, Typed } from '../core/index.ts';
import { typedFrom } from './typed.ts';
import {
  type CopyKey,
  deleteWorkingCopy,
  selectOtherWriters,
  selectWorkingCopy,
  upsertWorkingCopy,
} from './working-copy.store.ts';

/** What one editor has typed and not saved. */
export type WorkingCopy = {
  /** The version that it began from; 0 = none. */
  base: number;
  typed: Typed;
  at: Date;
};

/** Keeps what is typed, as it is; nobody else sees it. Two tabs of one editor are one copy. */
export const keepWorkingCopy = (
  { db, clock }: { db: Database; clock: Clock },
  key: CopyKey,
  { base, typed }: { base: number; typed: Typed },
): Promise<void> => upsertWorkingCopy(db, key, { base, fields: typed, at: clock.now() });

export async function openWorkingCopy(db: Db, key: CopyKey): Promise<WorkingCopy | undefined> {
  const row = await selectWorkingCopy(db, key);
  return row && { base: row.base, typed: typedFrom(row.fields), at: row.at };
}

/** The names of those who have typed something in the article too, and not saved it. */
export async function otherWriters(db: Db, article: ArticleId, person: PersonId): Promise<string[]> {
  const rows = await selectOtherWriters(db, article, person);
  return rows.map(({ name, email }) => name ?? email ?? 'Somebody');
}

export const dropWorkingCopy = (db: Db, key: CopyKey): Promise<void> => deleteWorkingCopy(db, key);
