import type { Command } from 'commander';
import { later, noun } from './command.ts';

export function registerRestore(program: Command): void {
  const restore = noun(
    program,
    'restore',
    'put a backup back; afterwards see what the journals know, and let sending go on',
  )
    .argument('[file]', 'a file that `quarterly backup` wrote')
    .option('--replace', 'in place of what the database holds')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./restore.ts')).restoreFile));
  restore
    .command('status')
    .description('whether the database is as its journals remember it, and what holds all sending if not')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./restore.ts')).restoreStatus));
  restore
    .command('release')
    .description('bring what the journals know into the database, then let sending go on')
    .option('--accept-loss', 'though a journal is lost, and with it what stood in it')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./restore.ts')).restoreRelease));
}
