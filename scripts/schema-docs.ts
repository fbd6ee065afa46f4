import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/server.ts';
import { connectDatabase, migrate } from '../src/adapters/postgres/database.ts';
import { silentLog } from '../src/core/index.ts';
import { schemaPage } from './schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-schema-'));
// PostgreSQL does not run as root, and root's account for it must reach the folder.
chmodSync(folder, 0o755);
const server = await startEmbeddedPostgres(folder, silentLog);
const { db, close } = connectDatabase(server.url, silentLog);
try {
  await migrate(db);
  writeFileSync(new URL('../docs/schema.sql', import.meta.url), await schemaPage(db));
} finally {
  await close();
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}
