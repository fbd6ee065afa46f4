import { sql } from 'kysely';
import { ADDRESS_REMOVED, type Db } from '../core/index.ts';

/**
 * Cuts addresses out of the history of the flow: an error or a report may quote the one that it failed on. Each table is read
 * once for all of them, and most rows are passed at a look, since they hold no `@`.
 */
export async function forgetAddresses(db: Db, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  const lower = [...new Set(addresses.map((address) => address.toLowerCase()))];
  // The longest first: one may end as another does.
  const each = lower
    .sort((a, b) => b.length - a.length)
    .map((address) => address.replace(/[^a-z0-9@]/g, (mark) => `\\${mark}`));
  const anyCase = `(?i)(?:${each.join('|')})`;
  const patterns = lower.map((address) => `%${address.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`);
  const cut = (column: string) =>
    sql`${sql.ref(column)} = regexp_replace(${sql.ref(column)}::text, ${anyCase}, ${ADDRESS_REMOVED}, 'g')`;
  const cutJson = (column: string) => sql`${cut(column)}::jsonb`;
  const holds = (columns: readonly string[]) => {
    const text = sql`concat_ws(' ', ${sql.join(columns.map((column) => sql`${sql.ref(column)}::text`))})`;
    return sql`${text} LIKE '%@%' AND lower(${text}) LIKE ANY (${patterns}::text[])`;
  };
  await sql`UPDATE flow_runs SET ${cut('reason')}, ${cutJson('reason_params')}, ${cut('acknowledged_words')}
    WHERE ${holds(['reason', 'reason_params', 'acknowledged_words'])}`.execute(db);
  await sql`UPDATE actions SET ${cut('error')}, ${cutJson('inputs')}, ${cutJson('outputs')}, ${cutJson('reason_params')}
    WHERE ${holds(['error', 'reason_params', 'inputs', 'outputs'])}`.execute(db);
  await sql`UPDATE attempts SET ${cutJson('inputs')}, ${cutJson('outputs')}, ${cutJson('reason_params')}
    WHERE ${holds(['reason_params', 'inputs', 'outputs'])}`.execute(db);
}
