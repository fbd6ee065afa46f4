import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

type KnownPlace = { place: string; host: string; folder: string; alive_at: Date };

/** Shows that a process lives at a place. */
export async function showPlace(
  db: Db,
  { place, host, folder }: { place: string; host: string; folder: string },
): Promise<void> {
  await sql`INSERT INTO journal_places (place, host, folder, alive_at) VALUES (${place}, ${host}, ${folder}, clock_timestamp())
    ON CONFLICT (place) DO UPDATE SET host = excluded.host, folder = excluded.folder, alive_at = clock_timestamp()`.execute(
    db,
  );
}

export const knownPlaces = (db: Db): Promise<KnownPlace[]> =>
  db.selectFrom('journal_places').selectAll().orderBy('alive_at').execute();
