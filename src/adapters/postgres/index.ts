export { CONNECT_MS, KEEP_ALIVE, WATCHED, WatchedClient } from './client.ts';
export { followDatabaseClock } from './clock.ts';
export { connectDatabase, migrate } from './database.ts';
