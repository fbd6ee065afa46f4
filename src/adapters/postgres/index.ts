export { connectAlone } from './alone.ts';
export { CONNECT_MS, KEEP_ALIVE, WATCHED, WatchedClient } from './client.ts';
export { followDatabaseClock } from './clock.ts';
export { connectDatabase, migrate, migrateUpTo, migrationNames } from './database.ts';
export { connectToLook } from './look.ts';
export { type RehearsedMigration, rehearseMigrations, type TouchedTable } from './rehearse-migrations.ts';
