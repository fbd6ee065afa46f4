// A process of its own that starts or joins the embedded PostgreSQL of a folder, and gives it up when told.
// `process.send` says the server's address, then `released`.
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { silentLog } from '../../src/core/index.ts';

const server = await startEmbeddedPostgres(process.argv[2] ?? '', silentLog);
process.once('message', async () => {
  await server.release();
  process.send?.('released', () => process.exit(0));
});
process.send?.(server.url);
