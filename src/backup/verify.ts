import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyStream } from 'pg-copy-streams';
import { fault } from '../core/index.ts';
import { counted } from './counted.ts';
import type { Manifest } from './manifest.ts';
import { copiedTables, copyTo } from './tables.store.ts';

/**
 * Whether the tables of a database that was just restored are, octet for octet, those of the backup. Only for a schema that no
 * migration has changed since.
 * @throws Fault `invalid` naming the first that is not.
 */
export async function compareTables(client: pg.Client, { tables }: Manifest): Promise<void> {
  const orders = new Map((await copiedTables(client)).map(({ name, order }) => [name, order]));
  for (const entry of tables.filter(({ table }) => !table.startsWith('kysely_'))) {
    const sum = counted();
    const rows = client.query(
      copyStream(copyTo({ name: entry.table, columns: entry.columns, order: orders.get(entry.table) ?? [] })),
    );
    await pipeline(rows, sum.stream, nowhere());
    if (sum.sum().sha256 !== entry.sha256)
      throw fault('invalid', `The table ${entry.table} comes back otherwise than it was.`);
  }
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
