import { sql } from 'kysely';
import type { Db } from '../src/core/index.ts';

/** Of a line that was written before a later one, and became visible after it. */
const LONGEST_MS = 30_000;

type Remembered = { version: string; at: number; value: Promise<unknown> };

const known = new WeakMap<Db, Map<string, Remembered>>();

/**
 * What was counted of all readers, as long as nothing has happened to any: every change of a reader is a line of the ledger, so its
 * newest line is the version of them all. Counting 100,000 readers takes tenths of a second, looking at that line none.
 */
export async function remembered<T>(db: Db, name: string, count: () => Promise<T>): Promise<T> {
  const version = String(await newestLine(db));
  const of = known.get(db) ?? new Map<string, Remembered>();
  known.set(db, of);
  const before = of.get(name);
  if (before?.version === version && performance.now() - before.at < LONGEST_MS)
    return before.value as Promise<T>;
  const value = count();
  of.set(name, { version, at: performance.now(), value });
  value.catch(() => of.delete(name));
  return value;
}

async function newestLine(db: Db): Promise<number> {
  const { rows } = await sql<{ newest: number | null }>`SELECT max(id) AS newest FROM consents`.execute(db);
  return rows[0]?.newest ?? 0;
}

/** Lines of the ledger by their ids. */
export type Lines = { after: number; upTo?: number };
type Sum<T> = { count(lines: Lines): Promise<T>; add(a: T, b: T): T };
type Base = { upTo: number; at: number; isWhole: boolean; value: Promise<unknown> };

/** So many lines at the end are counted anew each time: one that is older than they are is visible by now. */
const OPEN_END = 5_000;
const LONGEST_END = 50_000;
const bases = new WeakMap<Db, Map<string, Base>>();

/**
 * What is summed over the ledger, of which no line is ever changed: the sum of the older lines is remembered, and what came since is
 * added. Should one of the older have become visible only after they were summed, a look half a minute later has them summed again.
 */
export async function accumulated<T>(db: Db, name: string, sum: Sum<T>): Promise<T> {
  const newest = await newestLine(db);
  const of = bases.get(db) ?? new Map<string, Base>();
  bases.set(db, of);
  const begin = (upTo: number, isWhole: boolean): Base => {
    const base = { upTo, at: performance.now(), isWhole, value: sum.count({ after: 0, upTo }) };
    base.value.catch(() => of.get(name) === base && of.delete(name));
    of.set(name, base);
    return base;
  };
  const found = of.get(name);
  // Fewer lines than there were: the database is another, restored from a backup.
  const isFit = found && found.upTo <= newest && newest - found.upTo < LONGEST_END;
  const base = isFit ? found : begin(Math.max(0, newest - OPEN_END), false);
  const [older, since] = await Promise.all([base.value as Promise<T>, sum.count({ after: base.upTo })]);
  if (!base.isWhole && performance.now() - base.at > LONGEST_MS) begin(base.upTo, true);
  return sum.add(older, since);
}
