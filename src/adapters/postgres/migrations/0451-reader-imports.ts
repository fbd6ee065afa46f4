import { type Kysely, sql } from 'kysely';

/**
 * Lists of readers that the desk brings in: the file in parts, so that no process holds it whole, what each row does or did, and the
 * rows that were refused. They hold addresses, and are removed a day after the last that happened to them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE reader_imports (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('uploaded','trying','tried','importing','done','failed')),
  file_name text NOT NULL,
  octets bigint NOT NULL,
  telling jsonb NOT NULL DEFAULT '{}',
  report jsonb,
  rows_done integer NOT NULL DEFAULT 0,
  error text,
  actor jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  leased_until timestamptz
);
CREATE INDEX reader_imports_open ON reader_imports (id) WHERE state IN ('trying','importing');

CREATE TABLE reader_import_parts (
  import_id integer NOT NULL REFERENCES reader_imports ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('file','refused')),
  number integer NOT NULL,
  octets bytea NOT NULL,
  PRIMARY KEY (import_id, kind, number)
);

CREATE TABLE reader_import_rows (
  import_id integer NOT NULL REFERENCES reader_imports ON DELETE CASCADE,
  line integer NOT NULL,
  address text,
  outcome text NOT NULL,
  reason text,
  PRIMARY KEY (import_id, line)
);
CREATE INDEX reader_import_rows_outcome ON reader_import_rows (import_id, outcome, line);
CREATE INDEX reader_import_rows_address ON reader_import_rows (address);
`)
    .execute(db);
}
