import type { Database, EmailAddress } from '../core/index.ts';
import { type Entry, entriesWait, removeEntries, takeEntries } from './entries.store.ts';
import type { JournalLine } from './line.ts';

const AT_ONCE = 500;

type FlushDeps = {
  db: Database;
  /** The keyed hash of a mailbox, under the newest key. */
  mailbox(address: EmailAddress): string;
  write(lines: readonly JournalLine[]): Promise<void>;
};

/**
 * Writes into a journal what transactions have left for it: who left or came back, was suppressed or erased, moved, and which
 * slots were taken. Safe to call at any time, by any number of processes; an entry goes once its line is on disk.
 */
export async function flushEntries({ db, mailbox, write }: FlushDeps): Promise<number> {
  if (!(await entriesWait(db))) return 0;
  let written = 0;
  for (let taken = await takeEntries(db, AT_ONCE); taken.length > 0; taken = await takeEntries(db, AT_ONCE)) {
    const lines = taken.flatMap((entry) => lineOf(entry, mailbox) ?? []);
    if (lines.length > 0) await write(lines);
    await removeEntries(
      db,
      taken.map(({ id }) => id),
    );
    written += taken.length;
  }
  return written;
}

/** Pure, but for the hash. An entry of a reader who was erased meanwhile has its line from the erasure. */
function lineOf(entry: Entry, hash: FlushDeps['mailbox']): JournalLine | undefined {
  const at = entry.at.toISOString();
  const { kind, mailbox, detail } = entry;
  if (kind === 'slot' && detail?.slot) return { t: 'slot', slot: new Date(detail.slot).toISOString() };
  if (kind === 'settled' && detail?.mail) return detail.mail as JournalLine;
  const b = mailbox ?? (entry.email === null ? undefined : hash(entry.email as EmailAddress));
  if (b === undefined) return undefined;
  if (kind === 'left' || kind === 'back' || kind === 'lifted') return { t: kind, b, at };
  if (kind === 'suppressed') return { t: 'suppressed', b, why: detail?.why ?? 'left', at };
  if (kind === 'moved' && detail?.from) return { t: 'moved', from: detail.from, b, at };
  return undefined;
}
