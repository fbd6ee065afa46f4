import { sql } from 'kysely';
import { ADDRESS_REMOVED, type Db } from '../core/index.ts';

/** Cuts addresses out of the history of the flow: an error or a report may quote the one that it failed on. */
export async function forgetAddresses(db: Db, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) await forgetAddress(db, address.toLowerCase());
}

async function forgetAddress(db: Db, address: string): Promise<void> {
  const anyCase = `(?i)${address.replace(/[^a-z0-9@]/g, (mark) => `\\${mark}`)}`;
  const holds = `%${address.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  await sql`UPDATE runs SET reason = regexp_replace(reason, ${anyCase}, ${ADDRESS_REMOVED}, 'g')
    WHERE reason ILIKE ${holds}`.execute(db);
  await sql`UPDATE actions SET
      error = regexp_replace(error, ${anyCase}, ${ADDRESS_REMOVED}, 'g'),
      inputs = regexp_replace(inputs::text, ${anyCase}, ${ADDRESS_REMOVED}, 'g')::jsonb,
      outputs = regexp_replace(outputs::text, ${anyCase}, ${ADDRESS_REMOVED}, 'g')::jsonb
    WHERE error ILIKE ${holds} OR inputs::text ILIKE ${holds} OR outputs::text ILIKE ${holds}`.execute(db);
}
