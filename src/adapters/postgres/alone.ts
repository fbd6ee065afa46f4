import pg from 'pg';
import { fault, sentenceOf } from '../../core/index.ts';
import { CONNECT_MS, KEEP_ALIVE } from './client.ts';

/**
 * One connection of its own, for what keeps it busy for long, such as COPY; nobody asks whether its server still works.
 * @throws Fault `unavailable` when the database does not answer.
 */
export async function connectAlone(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: CONNECT_MS,
    ...KEEP_ALIVE,
  });
  client.on('error', () => {});
  await client.connect().catch((error) => {
    throw fault('unavailable', `The database at DATABASE_URL does not answer: ${sentenceOf(error)}.`);
  });
  return client;
}
