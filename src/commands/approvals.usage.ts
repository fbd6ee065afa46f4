import type { Command } from 'commander';
import type { EmailAddress } from '../core/index.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

const severalAddresses = (text: string, before: EmailAddress[] = []) => [...before, emailAddress(text)];

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
    .command('ask')
    .description(
      'ask people to approve an edition, each by a mailed link; who does not belong to the desk answers as a guest',
    )
    .argument('<edition>', 'number of the edition', wholeNumber)
    .argument('<email...>', 'their addresses', severalAddresses)
    .option('--name <name>', 'what a guest is called')
    .option('--as <email>', 'in whose name', emailAddress)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./approvals.ts')).approvalsAsk));
  approvals
    .command('revoke')
    .description('let a mailed link no longer work')
    .argument('<edition>', 'number of the edition', wholeNumber)
    .argument('<link>', 'number of the link, as `approvals ask` said', wholeNumber)
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./approvals.ts')).approvalsRevoke));
  approvals
    .command('look')
    .description('say that you have looked at what somebody else approved alone')
    .argument('<id>', "the approval's id, as in the list", wholeNumber)
    .requiredOption('--as <email>', 'who looked', emailAddress)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./approvals.ts')).approvalsLook));
}
