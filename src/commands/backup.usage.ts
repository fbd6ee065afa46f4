import type { Command } from 'commander';
import { later } from './command.ts';

export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('write everything that the database holds into one file, while all goes on')
    .argument('<file>', 'where to; with --verify, which backup')
    .option('--verify', 'rehearse: restore the file into a database that is thrown away, and compare')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./backup.ts')).backup));
}
