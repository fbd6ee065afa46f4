import { sql } from 'kysely';
import { ADDRESS_REMOVED, type Db } from '../core/index.ts';

/** Cuts addresses out of the history of the flow: an error or a report may quote the one that it failed on. */
export async function forgetAddresses(db: Db, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) await forgetAddress(db, address.toLowerCase());
}

async function forgetAddress(db: Db, address: string): Promise<void> {
  const anyCase = `(?i)${address.replace(/[^a-z0-9@]/g, (mark) => `\\${mark}`)}`;
  const holds = `%${address.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  const cut = (column: string) =>
    sql`regexp_replace(${sql.ref(column)}::text, ${anyCase}, ${ADDRESS_REMOVED}, 'g')::jsonb`;
  await sql`UPDATE flow_runs SET reason = regexp_replace(reason, ${anyCase}, ${ADDRESS_REMOVED}, 'g'),
      reason_params = ${cut('reason_params')}
    WHERE reason ILIKE ${holds} OR reason_params::text ILIKE ${holds}`.execute(db);
  await sql`UPDATE actions SET
      error = regexp_replace(error, ${anyCase}, ${ADDRESS_REMOVED}, 'g'),
      inputs = ${cut('inputs')}, outputs = ${cut('outputs')}, reason_params = ${cut('reason_params')}
    WHERE error ILIKE ${holds} OR reason_params::text ILIKE ${holds} OR inputs::text ILIKE ${holds} OR outputs::text ILIKE ${holds}`.execute(
    db,
  );
  await sql`UPDATE attempts SET
      inputs = ${cut('inputs')}, outputs = ${cut('outputs')}, reason_params = ${cut('reason_params')}
    WHERE reason_params::text ILIKE ${holds} OR inputs::text ILIKE ${holds} OR outputs::text ILIKE ${holds}`.execute(
    db,
  );
}
