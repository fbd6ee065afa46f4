import { type Kysely, sql } from 'kysely';

/**
 * What went wrong with a consequence, and what came of it, are codes with parameters too; and what editions and their publishing
 * refuse has codes of its own, where it was words in rows of the flow and of the record. A process of the version before writes words,
 * which are read as such; it knows no code of these, and tells the words that stand beside it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE consequences ADD COLUMN reason_code text, ADD COLUMN reason_params jsonb,
  ADD COLUMN outcome_code text, ADD COLUMN outcome_params jsonb;

CREATE FUNCTION pg_temp.edition_state(found text[], verb text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('code', 'edition-state', 'params',
    jsonb_build_object('edition', found[1]::bigint, 'state', found[2], 'verb', verb)) $$;

CREATE FUNCTION pg_temp.of_edition(code text, edition text, more jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('code', code, 'params', jsonb_build_object('edition', edition::bigint) || more) $$;

-- A reason with its code, or as it was where its words are not known.
CREATE FUNCTION pg_temp.coded(why jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  said text := why #>> '{params,said}';
  found text[];
BEGIN
  IF why #> '{params,error}' IS NOT NULL THEN RETURN jsonb_set(why, '{params,error}', pg_temp.coded(why #> '{params,error}')); END IF;
  IF jsonb_typeof(why #> '{params,why}') = 'object' THEN RETURN jsonb_set(why, '{params,why}', pg_temp.coded(why #> '{params,why}')); END IF;
  IF why ->> 'code' <> 'said' THEN RETURN why; END IF;
  found := regexp_match(said, '^There is no edition (\\d+): run ');
  IF found IS NOT NULL THEN RETURN pg_temp.of_edition('no-edition', found[1], '{}'); END IF;
  found := regexp_match(said, '^Edition (\\d+) holds no article, so there is nothing to approve');
  IF found IS NOT NULL THEN RETURN pg_temp.of_edition('edition-empty', found[1], '{}'); END IF;
  found := regexp_match(said, '^Edition (\\d+) is (\\w+) but its snapshot is missing');
  IF found IS NOT NULL THEN
    RETURN pg_temp.of_edition('edition-without-snapshot', found[1], jsonb_build_object('state', found[2]));
  END IF;
  found := regexp_match(said, '^Edition (\\d+) was approved with other content \\((\\w+)\\)');
  IF found IS NOT NULL THEN
    RETURN pg_temp.of_edition('approved-otherwise', found[1], jsonb_build_object('hash', found[2]));
  END IF;
  found := regexp_match(said, '^Edition (\\d+) has not been approved, so there is nothing to publish');
  IF found IS NOT NULL THEN RETURN pg_temp.of_edition('not-approved', found[1], '{"verb":"publish"}'); END IF;
  found := regexp_match(said, '^Edition (\\d+) cannot be sent: it has not been approved');
  IF found IS NOT NULL THEN RETURN pg_temp.of_edition('not-approved', found[1], '{"verb":"send"}'); END IF;
  found := regexp_match(said, '^Edition (\\d+) is not approved yet, so it cannot be rendered');
  IF found IS NOT NULL THEN RETURN pg_temp.of_edition('not-approved', found[1], '{"verb":"render"}'); END IF;
  found := regexp_match(said, '^Edition (\\d+) is (\\w+): (?:a cancelled edition stays cancelled|it can no longer change)');
  IF found IS NOT NULL THEN RETURN pg_temp.edition_state(found, 'assemble'); END IF;
  found := regexp_match(said, '^Edition (\\d+) is (\\w+): mail has gone out');
  IF found IS NOT NULL THEN RETURN pg_temp.edition_state(found, 'cancel'); END IF;
  found := regexp_match(said, '^Edition (\\d+) is (\\w+): (?:its sending has begun|it is open to changes)');
  IF found IS NOT NULL THEN RETURN pg_temp.edition_state(found, 'reopen'); END IF;
  found := regexp_match(said, '^Edition (\\d+) is (\\w+): it has been approved already');
  IF found IS NOT NULL THEN RETURN pg_temp.edition_state(found, 'approve'); END IF;
  -- What is to be done first does not depend on what was asked, but for what is answered above.
  found := regexp_match(said, '^Edition (\\d+) is (planned|assembled|approved|sending|sent|published): (?:run \\{0\\} first|wait until every|that has been done)');
  IF found IS NOT NULL THEN RETURN pg_temp.edition_state(found, 'publish'); END IF;
  RETURN why;
END $$;

${['flow_runs', 'actions', 'attempts', 'hindrances'].map(recode).join('\n')}

UPDATE consequences c SET reason_code = r.code, reason_params = r.params FROM consequences o, reason_from_words(o.error) r
  WHERE o.act_id = c.act_id AND o.name = c.name AND o.error IS NOT NULL;
UPDATE consequences SET
  reason_code = pg_temp.coded(jsonb_build_object('code', reason_code, 'params', coalesce(reason_params, '{}'))) ->> 'code',
  reason_params = pg_temp.coded(jsonb_build_object('code', reason_code, 'params', coalesce(reason_params, '{}'))) -> 'params'
  WHERE reason_code IS NOT NULL;
UPDATE consequences SET error = words_without_commands(error) WHERE error <> words_without_commands(error);
UPDATE consequences SET
  outcome_code = CASE WHEN outcome ~ '^told \\d+ feeds$' THEN 'hub-told' WHEN outcome ~ '^the hub answered \\d+$' THEN 'hub-answered'
    WHEN outcome ~ '^the hub did not answer: ' THEN 'hub-silent' END,
  outcome_params = CASE WHEN outcome ~ '^told \\d+ feeds$' THEN jsonb_build_object('feeds', substring(outcome, '\\d+')::bigint)
    WHEN outcome ~ '^the hub answered \\d+$' THEN jsonb_build_object('status', substring(outcome, '\\d+')::bigint)
    WHEN outcome ~ '^the hub did not answer: ' THEN jsonb_build_object('said', substr(outcome, 25)) END
  WHERE outcome IS NOT NULL;

CREATE FUNCTION carry_consequences_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.error) r;
  RETURN NEW;
END $$;
CREATE TRIGGER consequences_carry_reason BEFORE UPDATE ON consequences FOR EACH ROW
  WHEN (NEW.error IS DISTINCT FROM OLD.error AND NEW.reason_code IS NOT DISTINCT FROM OLD.reason_code
    AND NEW.reason_params IS NOT DISTINCT FROM OLD.reason_params) EXECUTE FUNCTION carry_consequences_reason();
`)
    .execute(db);
}

function recode(table: string): string {
  const coded =
    "pg_temp.coded(jsonb_build_object('code', reason_code, 'params', coalesce(reason_params, '{}')))";
  return `UPDATE ${table} SET reason_code = ${coded} ->> 'code', reason_params = ${coded} -> 'params'
  WHERE reason_code IN ('said', 'with-details', 'action-retried', 'action-failed', 'mail-not-made', 'sending-failed')
    AND ${coded} <> jsonb_build_object('code', reason_code, 'params', coalesce(reason_params, '{}'));`;
}
