import type { Command } from 'commander';
import { later } from './command.ts';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date (every other command does it too)')
    .option('--plan', 'say what would be done, what is locked and for how long, and change nothing')
    .option('--json', 'with --plan, as JSON')
    .action(later(async () => (await import('./migrate.ts')).migrateCommand));
}
