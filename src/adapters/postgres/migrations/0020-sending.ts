import { type Kysely, sql } from 'kysely';

/**
 * What sending needs beside the deliveries themselves.
 *
 * `deliveries` gets room in its pages and no index on `state`: each row changes state three times, and PostgreSQL
 * then updates it in place (HOT) without touching an index. Claims walk the unique (edition, subscriber) index.
 *
 * `pace` is UNLOGGED: it is worth nothing after a crash, and costs no flush of the log.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE deliveries ADD COLUMN wave smallint NOT NULL DEFAULT 1;
ALTER TABLE deliveries ADD COLUMN sent_at timestamptz;
ALTER TABLE deliveries SET (fillfactor = 40);

CREATE TABLE leases (
  id text PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  expires_at timestamptz NOT NULL
);

CREATE TABLE plans (
  edition_number integer PRIMARY KEY REFERENCES editions,
  planned integer NOT NULL,
  wave smallint NOT NULL DEFAULT 1,
  waves smallint NOT NULL DEFAULT 1,
  wave_opens_at timestamptz,
  held_until timestamptz,
  stale boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

CREATE UNLOGGED TABLE pace (
  account text PRIMARY KEY,
  next_at double precision NOT NULL,
  granted double precision NOT NULL DEFAULT 0,
  gap double precision NOT NULL DEFAULT 1,
  factor double precision NOT NULL DEFAULT 1,
  factor_at double precision NOT NULL DEFAULT 0,
  quota_per_second double precision NOT NULL DEFAULT 1,
  quota_per_day double precision,
  sent_today double precision NOT NULL DEFAULT 0,
  asked_at double precision NOT NULL DEFAULT 0,
  answered_at double precision NOT NULL DEFAULT 0
);
`)
    .execute(db);
}
