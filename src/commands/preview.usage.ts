import { type Command, Option } from 'commander';
import { wholeNumber } from './arguments.ts';
import { EDITION, later, noun } from './command.ts';

export function registerPreview(program: Command): void {
  noun(program, 'edition', EDITION)
    .command('preview')
    .description('write one reader’s mail as mail.html, mail.txt and mail.eml')
    .argument('<number>', "the edition's number", wholeNumber)
    .option('--sections <slugs>', 'the reader’s sections, comma-separated; all of them when left out')
    .option('--language <name>', 'in another language of LANGUAGES than the edition’s own, such as cy')
    .addOption(
      new Option('--popular', 'the 5 choices that most readers have, each in a folder').conflicts('sections'),
    )
    .option('--out <folder>', 'where to write; preview-<number> when left out')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./preview.ts')).preview));
}
