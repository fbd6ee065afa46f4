import { type Kysely, sql } from 'kysely';

/**
 * What people change of the calendar that the cadence makes, and the bank holidays by which its dates are counted.
 *
 * An older process knows no calendar: it would start a slot that was moved or skipped at its old time. The trigger has it find such
 * a slot taken; a process that knows the calendar says so in `by_calendar`. An installation that exists goes on starting its flow at
 * the slot itself: its lead is 0 unless `FLOW_LEAD_DAYS` says otherwise.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE calendar_entries (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slot timestamptz NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('cadence', 'special')),
  send_at timestamptz NOT NULL,
  skipped boolean NOT NULL DEFAULT false,
  reason text NOT NULL DEFAULT '',
  sequence integer NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  changed_at timestamptz NOT NULL,
  changed_by jsonb NOT NULL
);
CREATE TABLE bank_holidays (
  division text NOT NULL CHECK (division IN ('england-and-wales', 'scotland', 'northern-ireland')),
  day text NOT NULL CHECK (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  name text NOT NULL,
  PRIMARY KEY (division, day)
);
ALTER TABLE slots ADD COLUMN by_calendar boolean NOT NULL DEFAULT false;
CREATE FUNCTION slot_heeds_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM calendar_entries WHERE slot = NEW.slot AND (skipped OR send_at <> slot)) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER slot_heeds_calendar BEFORE INSERT ON slots FOR EACH ROW
  WHEN (NOT NEW.by_calendar) EXECUTE FUNCTION slot_heeds_calendar();
INSERT INTO settings (key, value, updated_at)
  SELECT 'flow-lead-days', '0', now() WHERE EXISTS (SELECT FROM settings) OR EXISTS (SELECT FROM editions)
  ON CONFLICT (key) DO NOTHING;
`)
    .execute(db);
  for (const [division, days] of Object.entries(HOLIDAYS))
    for (const line of days.trim().split('\n')) {
      const [day = '', name = ''] = line.trim().split(/ (.*)/);
      await sql`INSERT INTO bank_holidays (division, day, name) VALUES (${division}, ${day}, ${name})`.execute(
        db,
      );
    }
}

/** By the rules of each country, to the end of 2028, from memory: not compared with gov.uk/bank-holidays.json, of which there was no copy. */
const HOLIDAYS = {
  'england-and-wales': `
    2026-01-01 New Year’s Day
    2026-04-03 Good Friday
    2026-04-06 Easter Monday
    2026-05-04 Early May bank holiday
    2026-05-25 Spring bank holiday
    2026-08-31 Summer bank holiday
    2026-12-25 Christmas Day
    2026-12-28 Boxing Day (substitute day)
    2027-01-01 New Year’s Day
    2027-03-26 Good Friday
    2027-03-29 Easter Monday
    2027-05-03 Early May bank holiday
    2027-05-31 Spring bank holiday
    2027-08-30 Summer bank holiday
    2027-12-27 Christmas Day (substitute day)
    2027-12-28 Boxing Day (substitute day)
    2028-01-03 New Year’s Day (substitute day)
    2028-04-14 Good Friday
    2028-04-17 Easter Monday
    2028-05-01 Early May bank holiday
    2028-05-29 Spring bank holiday
    2028-08-28 Summer bank holiday
    2028-12-25 Christmas Day
    2028-12-26 Boxing Day`,
  scotland: `
    2026-01-01 New Year’s Day
    2026-01-02 2nd January
    2026-04-03 Good Friday
    2026-05-04 Early May bank holiday
    2026-05-25 Spring bank holiday
    2026-06-15 World Cup bank holiday
    2026-08-03 Summer bank holiday
    2026-11-30 St Andrew’s Day
    2026-12-25 Christmas Day
    2026-12-28 Boxing Day (substitute day)
    2027-01-01 New Year’s Day
    2027-01-04 2nd January (substitute day)
    2027-03-26 Good Friday
    2027-05-03 Early May bank holiday
    2027-05-31 Spring bank holiday
    2027-08-02 Summer bank holiday
    2027-11-30 St Andrew’s Day
    2027-12-27 Christmas Day (substitute day)
    2027-12-28 Boxing Day (substitute day)
    2028-01-03 New Year’s Day (substitute day)
    2028-01-04 2nd January (substitute day)
    2028-04-14 Good Friday
    2028-05-01 Early May bank holiday
    2028-05-29 Spring bank holiday
    2028-08-07 Summer bank holiday
    2028-11-30 St Andrew’s Day
    2028-12-25 Christmas Day
    2028-12-26 Boxing Day`,
  'northern-ireland': `
    2026-01-01 New Year’s Day
    2026-03-17 St Patrick’s Day
    2026-04-03 Good Friday
    2026-04-06 Easter Monday
    2026-05-04 Early May bank holiday
    2026-05-25 Spring bank holiday
    2026-07-13 Battle of the Boyne (substitute day)
    2026-08-31 Summer bank holiday
    2026-12-25 Christmas Day
    2026-12-28 Boxing Day (substitute day)
    2027-01-01 New Year’s Day
    2027-03-17 St Patrick’s Day
    2027-03-26 Good Friday
    2027-03-29 Easter Monday
    2027-05-03 Early May bank holiday
    2027-05-31 Spring bank holiday
    2027-07-12 Battle of the Boyne
    2027-08-30 Summer bank holiday
    2027-12-27 Christmas Day (substitute day)
    2027-12-28 Boxing Day (substitute day)
    2028-01-03 New Year’s Day (substitute day)
    2028-03-17 St Patrick’s Day
    2028-04-14 Good Friday
    2028-04-17 Easter Monday
    2028-05-01 Early May bank holiday
    2028-05-29 Spring bank holiday
    2028-07-12 Battle of the Boyne
    2028-08-28 Summer bank holiday
    2028-12-25 Christmas Day
    2028-12-26 Boxing Day`,
};
