import { type Command, Option } from 'commander';
import { emailAddress, wholeNumber } from './arguments.ts';
import { EDITION, later, noun } from './command.ts';

export function registerTell(program: Command): void {
  noun(program, 'edition', EDITION)
    .command('tell')
    .description(
      'tell those whose mail held an article that it was corrected or taken down: one short mail, once, after approval',
    )
    .argument('<number>', "the edition's number", wholeNumber)
    .argument('<article>', "the article's slug, as its address has it or had it")
    .option('--as <email>', 'who asks for it, or approves it', emailAddress)
    .addOption(new Option('--approve', 'approve what was asked for, and send it').conflicts('drop'))
    .addOption(new Option('--drop', 'take back what was asked for'))
    .option('--yes', 'with APPROVAL=none: send it without asking')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./tell.ts')).tell));
}
