import { type Kysely, sql } from 'kysely';

/** In which language each mail went, as it stood with its reader then; null = they had never chosen, or it went before there were others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE deliveries ADD COLUMN language text;').execute(db);
}
