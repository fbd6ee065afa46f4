import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { silentLog } from '../../src/core/index.ts';
import { emptyDatabase } from '../../src/processes/demo.store.ts';
import { emptyDatabase as databaseOfTests } from '../support/database.ts';

test('a second demo does not take the database of one that runs', async () => {
  const { url, disconnect } = await databaseOfTests();
  await disconnect();
  const first = await emptyDatabase(url);
  const inUse = connectDatabase(url, silentLog);
  await sql`CREATE TABLE work_of_the_first (id int)`.execute(inUse.db);
  await expect(emptyDatabase(url)).rejects.toThrow('Another demo runs on these data: stop it with Ctrl-C');
  await sql`SELECT * FROM work_of_the_first`.execute(inUse.db);
  await inUse.close();
  await first.release();
  await (await emptyDatabase(url)).release();
  const after = connectDatabase(url, silentLog);
  await expect(sql`SELECT * FROM work_of_the_first`.execute(after.db)).rejects.toThrow('does not exist');
  await after.close();
});
