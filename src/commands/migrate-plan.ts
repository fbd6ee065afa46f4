import { createLog } from '../adapters/logger.ts';
import { type MigrationPlan, type PlannedLock, planMigration } from '../compose/migration-plan.ts';
import { loadConfig } from '../config.ts';
import { count, say, sayJson } from '../terminal/say.ts';

/** Reads the database as it is, and changes nothing. */
export async function migratePlan(json: boolean): Promise<void> {
  const config = loadConfig({ LOG_LEVEL: 'warn', ...process.env });
  const plan = await planMigration({ config, log: createLog(config.logLevel, 'command') });
  if (json) return sayJson(plan);
  sayPlan(plan);
}

function sayPlan({ schema, pending }: MigrationPlan): void {
  const migrations = count(pending.length, 'migration');
  if (pending.length === 0) say(`Nothing is pending: the database is up to date (${schema}).`);
  else if (schema === null)
    say(
      `The database is empty: ${migrations} would make its tables, and nobody waits for that. Nothing was changed.`,
    );
  else {
    say(`The database has ${schema}. ${migrations} would be applied, all in one transaction:`);
    sayPending(pending);
  }
}

function sayPending(pending: MigrationPlan['pending']): void {
  for (const { name, statements } of pending) {
    say(`\n${name}`);
    for (const { statement, locks } of statements) {
      say(`  ${statement}`);
      for (const lock of locks) say(`    ${inWords(lock)}`);
      if (locks.length === 0) say('    new, or of the schema alone: locks no table that is there');
    }
  }
  say(`\n${together(pending.flatMap(({ statements }) => statements.flatMap(({ locks }) => locks)))}`);
  say('Nothing was changed. `quarterly migrate`, or the first process that starts, does it.');
}

const WAITS = {
  nobody: 'nobody waits for it',
  writers: 'who writes it waits, who reads it does not',
  everybody: 'everybody who reads or writes it waits',
} satisfies Record<PlannedLock['waits'], string>;

function inWords({ table, lock, waits, work, rows, seconds }: PlannedLock): string {
  const done =
    work === null
      ? 'no row is touched, at once'
      : `${count(rows, 'row')} ${work === 'rows changed' ? 'or fewer changed' : work}, ${lasting(seconds)}`;
  return `locks ${table} (${lock}: ${WAITS[waits]}); ${done}`;
}

const lasting = (seconds: number) =>
  seconds < 1
    ? 'less than a second'
    : seconds < 90
      ? `about ${Math.ceil(seconds)} s`
      : `about ${Math.ceil(seconds / 60)} minutes`;

/** Locks are held until the transaction ends. */
function together(locks: readonly PlannedLock[]): string {
  const tables = [...new Set(locks.filter(({ waits }) => waits === 'everybody').map(({ table }) => table))];
  const writers = [
    ...new Set(locks.filter(({ waits }) => waits === 'writers').map(({ table }) => table)),
  ].filter((table) => !tables.includes(table));
  const seconds = locks.reduce((sum, lock) => sum + lock.seconds, 0);
  const said = [
    tables.length > 0 ? `nobody reads or writes ${tables.join(', ')}` : '',
    writers.length > 0 ? `nobody writes ${writers.join(', ')}` : '',
  ].filter(Boolean);
  const length = `In all it takes ${lasting(seconds)} on two plain cores`;
  return said.length === 0
    ? `${length}, and no process that runs waits for it.`
    : `${length}; until it ends ${said.join(', and ')}.`;
}
