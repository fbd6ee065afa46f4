import type { Actor, Database, EmailAddress, SubscriberId } from '../src/core/index.ts';
import { erase } from './erase.ts';
import { leave } from './leave.ts';
import type { HowBy, ReaderDeps } from './reader.ts';
import { type AddressedReader, readersAfter } from './recall.store.ts';
import { lockSubscriber } from './store.ts';
import { type SuppressCause, writeSuppressed } from './suppress.ts';
import { writeSuppressions } from './suppression.store.ts';
import { addressHashes, type SuppressionReason } from './suppression.ts';

/** What became of a mailbox in a time that the database does not know. */
export type RecalledFate = { kind: 'back' } | { kind: 'left' } | { kind: 'suppressed'; why: string };
/** What is known of mailboxes by their keyed hashes; `moved`: from one that a reader had to the one they have since. */
type RecalledReaders = {
  readers: ReadonlyMap<string, RecalledFate>;
  moved: ReadonlyMap<string, string>;
};
export type RecalledCounts = { left: number; suppressed: number; erased: number };

const AT_ONCE = 2_000;

/**
 * Has a restored database know again who left, was suppressed or erased since: it mails none of them, and keeps no trace of
 * those who were erased. Safe to repeat.
 */
export async function recallReaders(
  deps: ReaderDeps,
  recalled: RecalledReaders,
  by: Actor,
): Promise<RecalledCounts> {
  const counts = { left: 0, suppressed: 0, erased: 0 };
  if (recalled.readers.size === 0) return counts;
  await listAgain(deps, recalled.readers);
  const how: HowBy = { source: 'journal', wording: null, by };
  let after = 0 as SubscriberId;
  for (;;) {
    const rows = await readersAfter(deps.db, after, AT_ONCE);
    const last = rows.at(-1);
    if (!last) return counts;
    after = last.id;
    for (const row of rows) {
      const done = await meet(deps, row, { fate: fateOf(deps, row, recalled), how });
      if (done) counts[done] += 1;
    }
  }
}

/** By each key's hash of the mailbox, and of those that the reader has moved to since. */
function fateOf(
  { keys }: ReaderDeps,
  { email }: AddressedReader,
  { readers, moved }: RecalledReaders,
): RecalledFate | undefined {
  for (let hash of addressHashes(keys, email as EmailAddress)) {
    const seen = new Set<string>();
    for (;;) {
      const fate = readers.get(hash);
      if (fate) return fate;
      const next = moved.get(hash);
      if (next === undefined || seen.has(next)) break;
      seen.add(next);
      hash = next;
    }
  }
  return undefined;
}

async function meet(
  deps: ReaderDeps,
  row: AddressedReader,
  { fate, how }: { fate: RecalledFate | undefined; how: HowBy },
): Promise<keyof RecalledCounts | undefined> {
  if (fate === undefined || fate.kind === 'back') return undefined;
  const why = fate.kind === 'left' ? 'left' : fate.why;
  if (why === 'erased') {
    await erase(deps, row.id, how);
    return 'erased';
  }
  if (why === 'left') {
    if (row.state !== 'active' && row.state !== 'pending') return undefined;
    await leave(deps, row.id, how);
    return 'left';
  }
  if (row.state === 'suppressed') return undefined;
  await suppressAgain(deps, row.id, { cause: why as SuppressCause, how });
  return 'suppressed';
}

const suppressAgain = (
  { db, clock, keys }: ReaderDeps,
  id: SubscriberId,
  on: { cause: SuppressCause; how: HowBy },
) =>
  db.transaction().execute(async (tx) => {
    const row = await lockSubscriber(tx, id);
    if (row) await writeSuppressed(tx, row, { ...on, at: clock.now(), keys });
  });

/** The keyed hashes: also of those who are no readers here, so that an import brings none of them back. */
async function listAgain(
  { db, clock }: Pick<ReaderDeps, 'clock'> & { db: Database },
  readers: RecalledReaders['readers'],
) {
  const listed = [...readers].flatMap(([hash, fate]) =>
    fate.kind === 'suppressed' ? [{ hash, reason: fate.why as SuppressionReason }] : [],
  );
  for (let at = 0; at < listed.length; at += AT_ONCE)
    await writeSuppressions(db, listed.slice(at, at + AT_ONCE), clock.now());
}
