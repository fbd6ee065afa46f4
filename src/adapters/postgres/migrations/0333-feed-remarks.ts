import { type Kysely, sql } from 'kysely';

/**
 * What is wrong with a partner's feed are codes with parameters. `message` keeps their words for the version before; when a process of
 * that writes it, there are no codes, and its words are told. Rows that there are get the codes of the sentences that stand alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE feeds ADD COLUMN remarks jsonb;
UPDATE feeds SET remarks = jsonb_build_array(CASE
  WHEN message ~ '^Its section "[^"]*" is retired: ' THEN
    jsonb_build_object('code', 'feed-section-retired', 'params', jsonb_build_object('section', substring(message, '"([^"]*)"')))
  WHEN message ~ '^The feed did not arrive within [0-9.]+ s[.]$' THEN
    jsonb_build_object('code', 'feed-late', 'params', jsonb_build_object('seconds', substring(message, '[0-9.]+(?= s)')::numeric))
  WHEN message ~ '^The feed.s server answered [0-9]+[.]$' THEN
    jsonb_build_object('code', 'feed-status', 'params', jsonb_build_object('status', substring(message, '[0-9]+')::int))
  WHEN message ~ '^The feed is larger than [0-9.]+ MB[.]$' THEN
    jsonb_build_object('code', 'feed-too-large', 'params', jsonb_build_object('megabytes', substring(message, '[0-9.]+(?= MB)')::numeric))
  WHEN message ~ '^The feed is gone for good' THEN '{"code":"feed-gone","params":{}}'::jsonb
  WHEN message = 'The feed arrived damaged.' THEN '{"code":"feed-damaged","params":{}}'::jsonb
  WHEN message ~ '^The feed leads to an address inside' THEN '{"code":"feed-inside","params":{}}'::jsonb
  WHEN message ~ '^The address holds a web page' THEN '{"code":"feed-web-page","params":{}}'::jsonb
  WHEN message ~ '^The address holds no feed that can be read [(][^)]*[)][.]$' THEN
    jsonb_build_object('code', 'feed-not-readable', 'params', jsonb_build_object('why', substring(message, '[(](.*)[)][.]$')))
  ELSE jsonb_build_object('code', 'said', 'params', jsonb_build_object('said', message))
END) WHERE message IS NOT NULL;

CREATE FUNCTION forget_feed_remarks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.remarks := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER feeds_remarks_follow BEFORE UPDATE ON feeds FOR EACH ROW
  WHEN (NEW.message IS DISTINCT FROM OLD.message AND NEW.remarks IS NOT DISTINCT FROM OLD.remarks)
  EXECUTE FUNCTION forget_feed_remarks();
`)
    .execute(db);
}
