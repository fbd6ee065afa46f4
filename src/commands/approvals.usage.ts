import type { Command } from 'commander';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

/** Who approved what, and what somebody approved alone. */
export function registerApprovals(program: Command): void {
  const approvals = noun(
    program,
    'approvals',
    'who approved what; what was approved alone, and waits for a second look',
  );
  approvals
    .command('list')
    .description('approvals, the latest first')
    .option('--edition <number>', 'those of one edition', wholeNumber)
    .option('--alone', 'those that were given alone and wait for another person to look')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./approvals.ts')).list));
  approvals
    .command('look')
    .description('say that you have looked at what somebody else approved alone')
    .argument('<id>', "the approval's id, as in the list", wholeNumber)
    .requiredOption('--as <email>', 'who looked', emailAddress)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./approvals.ts')).approvalsLook));
}
