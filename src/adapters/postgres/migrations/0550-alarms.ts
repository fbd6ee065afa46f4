import { type Kysely, sql } from 'kysely';

/**
 * Alarms: what is broken, from when to when, and who has dealt with it; at most one of a key fires at a time. Tellings: each time that
 * one is told by one way. A process claims a telling for a minute, so that two tell once and one that dies leaves it to the next. Older
 * processes know neither, and raise nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE alarms (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause text NOT NULL,
  key text NOT NULL,
  params jsonb NOT NULL,
  since timestamptz NOT NULL,
  raised_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by jsonb,
  acknowledged_words text,
  mended_at timestamptz
);
CREATE UNIQUE INDEX alarms_firing ON alarms (key) WHERE mended_at IS NULL;

CREATE TABLE alarm_tellings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alarm_id bigint NOT NULL REFERENCES alarms,
  news text NOT NULL CHECK (news IN ('raised', 'again', 'mended')),
  day integer NOT NULL,
  way text NOT NULL,
  label text NOT NULL,
  state text NOT NULL CHECK (state IN ('due', 'posted', 'told', 'failed', 'dropped')),
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  tried_at timestamptz,
  next_try_at timestamptz NOT NULL,
  claimed_until timestamptz,
  told_at timestamptz,
  notice_id bigint,
  said text,
  UNIQUE (alarm_id, news, day, way)
);
CREATE INDEX alarm_tellings_open ON alarm_tellings (way, next_try_at) WHERE state IN ('due', 'posted');
`)
    .execute(db);
}
