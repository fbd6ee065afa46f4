import { type Kysely, sql } from 'kysely';

/**
 * Links are gone from our tables once their mail is out, or never will be: whoever reads a copy of the database could open
 * a reader's preferences with them. In the database, so that every path to these states does it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE FUNCTION forget_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.params := NEW.params - '{token,preferencesToken,unsubscribeToken}'::text[];
  RETURN NEW;
END $$;
CREATE TRIGGER notices_forget_links BEFORE INSERT OR UPDATE OF state ON notices
  FOR EACH ROW WHEN (NEW.state IN ('accepted', 'rejected')) EXECUTE FUNCTION forget_links();
UPDATE notices SET state = state WHERE state IN ('accepted', 'rejected');
`)
    .execute(db);
}
