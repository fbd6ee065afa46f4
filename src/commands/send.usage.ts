import type { Command } from 'commander';
import { minutes, wholeNumber } from './arguments.ts';
import { EDITION, later, noun } from './command.ts';

export function registerSend(program: Command): void {
  noun(program, 'edition', EDITION)
    .command('send')
    .description('send an approved edition: each reader gets one mail with the sections they chose')
    .argument('<number>', "the edition's number", wholeNumber)
    .option('--wait', 'stay until every reader is accounted for, and show how far it is')
    .option(
      '--linger <seconds>',
      'with --wait: how long events of Amazon SES may still settle unknown mails at the end',
      wholeNumber,
      60,
    )
    .option('--ramp', 'send to one reader in a hundred first, wait for bounces, then send to the rest')
    .option('--ramp-wait <time>', 'as --ramp, and how long to wait: 30m, 2h, 1d', minutes)
    .action(later(async () => (await import('./send.ts')).sendApprovedEdition));
}
