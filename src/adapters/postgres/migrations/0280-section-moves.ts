import { type Kysely, sql } from 'kysely';

/**
 * A section's id and slug are for ever, and one that has ended stays as it is, since readers' choices were rewritten then:
 * `SECTION_MOVES` in `src/sections/section.ts`. What the version before writes are moves of the table too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE FUNCTION guard_section() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'section % cannot be removed', OLD.slug;
  ELSIF NEW.id <> OLD.id OR NEW.slug <> OLD.slug THEN
    RAISE EXCEPTION 'id and slug of section % are for ever', OLD.slug;
  ELSIF OLD.retired_at IS NOT NULL
    AND (NEW.retired_at, NEW.merged_into, NEW.label) IS DISTINCT FROM (OLD.retired_at, OLD.merged_into, OLD.label) THEN
    RAISE EXCEPTION 'section % has ended', OLD.slug;
  ELSIF NEW.merged_into IS DISTINCT FROM OLD.merged_into AND (NEW.retired_at IS NULL OR NEW.merged_into = NEW.id
    OR (SELECT retired_at FROM sections WHERE id = NEW.merged_into) IS NOT NULL) THEN
    RAISE EXCEPTION 'section % cannot be merged into that', OLD.slug;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER section_moves BEFORE UPDATE OR DELETE ON sections FOR EACH ROW EXECUTE FUNCTION guard_section();
`)
    .execute(db);
}
