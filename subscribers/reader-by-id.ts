import type { Db, SubscriberId } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import type { Reader } from './reader.ts';
import { asReader, subscriberById } from './store.ts';

/** For the desk: a reader by their number; `undefined` where there is none. */
export async function readerById(db: Db, id: SubscriberId): Promise<Reader | undefined> {
  const row = await subscriberById(db, id);
  return row && asReader(row, await openSectionBook(db));
}
