import { cleanStored } from '../articles/index.ts';
import { fault } from '../core/index.ts';
import { count, say } from '../terminal/say.ts';
import { withApp } from './with-app.ts';

/** Opening the app is what migrates; this says what it did, and does at once what workers would do by and by. */
export const migrateCommand = async ({ plan, json }: { plan?: boolean; json?: boolean }) => {
  if (plan) return (await import('./migrate-plan.ts')).migratePlan(json === true);
  if (json) throw fault('invalid', '--json goes with --plan.');
  return withApp(async ({ config, db, log, migrated, queue }) => {
    // The queue's own tables stand in our database, unless Redis holds it.
    if (!config.redisUrl) await queue.check();
    for (const name of migrated) say(`applied ${name}`);
    const cleaned = await cleanStored({ db, log, again: true });
    if (cleaned > 0) say(`made anew, without hidden details: ${count(cleaned, 'stored picture')}`);
    if (migrated.length === 0 && cleaned === 0) say('The database is up to date.');
  });
};
