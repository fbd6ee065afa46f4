import type { AskDatabase, LivingProcess } from './database.store.ts';

/** What Quarterly keeps of itself, as far as its tables are there; each by itself, so that an older schema hides only what it lacks. */
export type InstallationFacts = {
  processes: LivingProcess[] | undefined;
  /** Since when a restore holds all sending, ISO 8601. */
  heldSince: string | null;
  /** How many readers the next edition goes to at most. */
  readers: number | undefined;
  /** The mailbox of the latest edition, where `MAIL_FROM` names none. */
  mailbox: string | undefined;
  /** The last bank holiday that is known of each division, `YYYY-MM-DD`; undefined = they cannot be read. */
  lastHolidays: ReadonlyMap<string, string> | undefined;
  settings: ReadonlyMap<string, string>;
};

const KEYS = ['secret-key', 'sending-options', 'simulator-url'];

export async function readInstallation(ask: AskDatabase): Promise<InstallationFacts> {
  const tried = <Row>(statement: string) => ask<Row>(statement).catch(() => undefined);
  const processes = await tried<LivingProcess>(`SELECT role, version, sending, host FROM processes
    WHERE seen_at > clock_timestamp() - interval '30 seconds' ORDER BY role, host, id`);
  const held = await tried<{ since: Date }>('SELECT since FROM restore_holds WHERE released_at IS NULL');
  const readers = await tried<{ many: number }>(
    "SELECT count(*)::int AS many FROM subscribers WHERE state = 'active'",
  );
  const editions = await tried<{ mailbox: string }>(
    'SELECT mailbox FROM editions ORDER BY number DESC LIMIT 1',
  );
  const settings = await tried<{ key: string; value: string }>(
    `SELECT key, value FROM settings WHERE key IN (${KEYS.map((key) => `'${key}'`).join(', ')})`,
  );
  const holidays = await tried<{ division: string; day: string }>(
    'SELECT division, max(day) AS day FROM bank_holidays GROUP BY division',
  );
  return {
    processes,
    heldSince: held?.[0]?.since.toISOString() ?? null,
    readers: readers?.[0]?.many,
    mailbox: editions?.[0]?.mailbox,
    lastHolidays: holidays && new Map(holidays.map(({ division, day }) => [division, day])),
    settings: new Map((settings ?? []).map(({ key, value }) => [key, value])),
  };
}
