import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { EDITION, later, noun } from './command.ts';

export function registerCheck(program: Command): void {
  noun(program, 'edition', EDITION)
    .command('check')
    .description('look for what should be put right before sending; exit status 1 when something must be')
    .argument('<number>', "the edition's number", wholeNumber)
    .option(
      '--links',
      'ask the server of each link whether its page is there, which takes a second for each page of one site',
    )
    .option('--json', 'as JSON, with the size of every variant')
    .action(later(async () => (await import('./check.ts')).check));
}
