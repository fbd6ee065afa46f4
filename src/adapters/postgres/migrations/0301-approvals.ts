import { type Kysely, sql } from 'kysely';

/**
 * An edition that was reopened is frozen again, so it may have several snapshots. `snapshots` becomes a view of the one that counts,
 * under the columns that it had: a process of an older version reads and writes it as before. Approvals become rows that count
 * for what they were given to; those of before cover the content alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE snapshots RENAME TO edition_snapshots;
ALTER TABLE edition_snapshots DROP CONSTRAINT snapshots_pkey;
ALTER TABLE edition_snapshots ADD COLUMN id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
CREATE INDEX edition_snapshots_of ON edition_snapshots (edition_number, id);
CREATE VIEW snapshots AS
  SELECT s.edition_number, s.hash, s.content, s.created_at FROM edition_snapshots s
  WHERE s.id = (SELECT max(later.id) FROM edition_snapshots later WHERE later.edition_number = s.edition_number)
    AND EXISTS (SELECT FROM editions e WHERE e.number = s.edition_number AND e.state NOT IN ('planned','assembled'));

ALTER TABLE editions ADD COLUMN reopened_at timestamptz;

CREATE TABLE approvals (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  hash text NOT NULL,
  snapshot_hash text NOT NULL,
  actor jsonb NOT NULL,
  at timestamptz NOT NULL,
  words text,
  alone_reason text
);
CREATE INDEX approvals_of ON approvals (edition_number, id);
CREATE TRIGGER approvals_are_append_only BEFORE UPDATE OR DELETE ON approvals FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE second_looks (
  approval_id integer PRIMARY KEY REFERENCES approvals,
  actor jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE TRIGGER second_looks_are_append_only BEFORE UPDATE OR DELETE ON second_looks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE reopenings (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  actor jsonb NOT NULL,
  at timestamptz NOT NULL,
  reason text NOT NULL
);
CREATE INDEX reopenings_of ON reopenings (edition_number, id);
CREATE TRIGGER reopenings_are_append_only BEFORE UPDATE OR DELETE ON reopenings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

INSERT INTO approvals (edition_number, hash, snapshot_hash, actor, at)
  SELECT e.number, s.hash, s.hash,
    coalesce(
      (SELECT a.actor FROM acts a WHERE a.act = 'edition.approved' AND a.subject = e.number ORDER BY a.id LIMIT 1),
      CASE WHEN e.approved_by LIKE 'the flow%' THEN '{"kind": "flow"}'::jsonb
        ELSE jsonb_build_object('kind', 'command', 'user', 'unknown', 'as', e.approved_by) END),
    e.approved_at
  FROM editions e JOIN edition_snapshots s ON s.edition_number = e.number
  WHERE e.approved_by IS NOT NULL AND e.approved_at IS NOT NULL
  ORDER BY e.approved_at, e.number;
`)
    .execute(db);
}
