export { CONNECT_MS, KEEP_ALIVE, WATCHED, WatchedClient } from './client.ts';
export { clockSentence, followDatabaseClock } from './clock.ts';
export { connectDatabase, migrate } from './database.ts';
