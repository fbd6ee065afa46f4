import { type Kysely, sql } from 'kysely';

/**
 * The database refuses what is no move of a run. The pairs are those of `src/flows/run.ts` when this was written; an old
 * process beside a new one makes no other. Under which sender and key a run's mails began is a table of the sending's own,
 * so that runs are written by the flow alone; a trigger carries over what an old process still writes into `runs`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE FUNCTION refuse_run_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (
    ('running','waiting'), ('running','succeeded'), ('running','failed'), ('running','held'), ('running','paused'), ('running','cancelled'),
    ('waiting','running'), ('waiting','succeeded'), ('waiting','failed'), ('waiting','held'), ('waiting','paused'), ('waiting','cancelled'),
    ('succeeded','held'), ('succeeded','paused'),
    ('paused','running'), ('paused','cancelled'),
    ('held','running'), ('held','cancelled'),
    ('failed','running'), ('failed','cancelled')
  ) THEN
    RAISE EXCEPTION 'a run that is % cannot become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER runs_move_by_the_table BEFORE UPDATE OF state ON runs FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION refuse_run_move();

CREATE TABLE begun_sendings (
  run_id integer PRIMARY KEY REFERENCES runs,
  sender text NOT NULL,
  key_id text NOT NULL
);
INSERT INTO begun_sendings (run_id, sender, key_id)
  SELECT id, sender, key_id FROM runs WHERE sender IS NOT NULL AND key_id IS NOT NULL;

CREATE FUNCTION carry_begun_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO begun_sendings (run_id, sender, key_id) VALUES (NEW.id, NEW.sender, NEW.key_id)
  ON CONFLICT (run_id) DO UPDATE SET sender = excluded.sender, key_id = excluded.key_id;
  RETURN NULL;
END $$;
CREATE TRIGGER runs_carry_begun_sending AFTER UPDATE OF sender, key_id ON runs FOR EACH ROW
  WHEN (NEW.sender IS NOT NULL AND NEW.key_id IS NOT NULL
    AND (OLD.sender IS DISTINCT FROM NEW.sender OR OLD.key_id IS DISTINCT FROM NEW.key_id))
  EXECUTE FUNCTION carry_begun_sending();
`)
    .execute(db);
}
