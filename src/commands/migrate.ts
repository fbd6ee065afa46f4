import type { Command } from 'commander';
import { say, type WithApp } from './command.ts';

/** Opening the app is what migrates; this says what it did. */
export function registerMigrate(program: Command, withApp: WithApp): void {
  program
    .command('migrate')
    .description('bring the database up to date (every other command does it too)')
    .action(() =>
      withApp(async ({ migrated }) => {
        for (const name of migrated) say(`applied ${name}`);
        if (migrated.length === 0) say('The database is up to date.');
      }),
    );
}
