import type { Db, SubscriberId, SubscriberState } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import { selectFoundReaders } from './find.store.ts';
import type { Choice, Reader } from './reader.ts';
import { readChoice } from './section-choice.ts';

export type FoundSubscriber = Pick<
  Reader,
  'id' | 'state' | 'stateReason' | 'name' | 'organisation' | 'pausedUntil' | 'createdAt'
> & {
  /** Null once erased or past retention. */
  readonly email: string | null;
  readonly choice: Choice;
};

export type SubscriberQuery = {
  /** Part of the address or of the name, in whatever case. */
  readonly words?: string | undefined;
  /** Left out: all but the erased. */
  readonly state?: SubscriberState | undefined;
  /** The slug of a section that they get or would get. */
  readonly section?: string | undefined;
  /** The page that follows this one of the page before. */
  readonly before?: SubscriberId | undefined;
  readonly limit: number;
};

/** Readers who are like that, the newest first. A section that there is not is nobody's. */
export async function findSubscribers(db: Db, query: SubscriberQuery): Promise<FoundSubscriber[]> {
  const book = await openSectionBook(db);
  const section = query.section === undefined ? undefined : book.becomes(query.section);
  if (query.section !== undefined && !section) return [];
  const { words = '', state, before, limit } = query;
  const rows = await selectFoundReaders(db, {
    words: words.trim(),
    state,
    before,
    limit,
    section: section?.id,
  });
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    organisation: row.organisation,
    state: row.state,
    stateReason: row.state_reason,
    choice: readChoice(book, row),
    pausedUntil: row.paused_until,
    createdAt: row.created_at,
  }));
}
