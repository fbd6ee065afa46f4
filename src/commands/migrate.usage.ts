import type { Command } from 'commander';
import { later } from './command.ts';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date (every other command does it too)')
    .action(later(async () => (await import('./migrate.ts')).migrateCommand));
}
