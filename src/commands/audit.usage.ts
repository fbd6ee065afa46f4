import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

/** The record of who did what: it only grows. */
export function registerAudit(program: Command): void {
  noun(program, 'audit', 'who did what, and what followed from it')
    .command('list')
    .description('the latest acts, newest first')
    .option('--edition <number>', 'those of one edition and of its runs', wholeNumber)
    .option('--limit <count>', 'how many', wholeNumber, 50)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./audit.ts')).auditList));
}
