import type { Command } from 'commander';
import { emailAddress, wholeNumber } from './arguments.ts';
import { EDITION, later, noun } from './command.ts';

export function registerEdition(program: Command): void {
  const edition = noun(program, 'edition', EDITION);
  const verb = (name: string, description: string) =>
    edition.command(name).description(description).option('--json', 'as JSON');
  const numbered = (name: string, description: string) =>
    verb(name, description).argument('<number>', "the edition's number", wholeNumber);

  verb('import', 'make the stored edition equal to a folder; the same folder again changes nothing')
    .argument('<folder>', 'holds edition.yaml, welcome.md, one Markdown file per article, and images')
    .option('--as <email>', 'who brings it in', emailAddress)
    .action(later(async () => (await import('./edition.ts')).bringIn));
  verb('list', 'every edition, the newest first').action(
    later(async () => (await import('./edition-list.ts')).editionList),
  );
  numbered('show', 'an edition with its sections and articles').action(
    later(async () => (await import('./edition.ts')).editionShow),
  );
  numbered('assemble', 'collect the accepted articles of the edition’s sections')
    .option('--as <email>', 'who assembles it', emailAddress)
    .action(later(async () => (await import('./edition.ts')).assemble));
  numbered('approve', 'freeze the edition’s content; a run that waits for this goes on')
    .requiredOption('--as <email>', 'who approves it', emailAddress)
    .option('--words <text>', 'what is kept with the approval')
    .option('--alone', 'though nobody else can be asked: another person looks at it afterwards')
    .option('--reason <text>', 'with --alone: why')
    .action(later(async () => (await import('./edition.ts')).editionApprove));
  numbered('reopen', 'open an approved edition to changes again, until its mails are planned')
    .requiredOption('--reason <text>', 'why: whoever approved it reads it')
    .option('--as <email>', 'who reopens it', emailAddress)
    .action(later(async () => (await import('./edition.ts')).reopen));
  numbered('cancel', 'call an edition off for good, before any mail has gone out')
    .option('--yes', 'do it without asking')
    .action(later(async () => (await import('./edition.ts')).cancel));
}
