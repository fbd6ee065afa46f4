import type { Command } from 'commander';
import { emailAddress, wholeNumber } from './arguments.ts';
import { EDITION, later, noun } from './command.ts';

export function registerArchive(program: Command): void {
  const edition = noun(program, 'edition', EDITION);
  ofArticle(
    edition,
    'correct',
    'correct an article that readers have got: shows what changes and asks; pages, feeds and search follow',
  )
    .requiredOption(
      '--file <markdown>',
      'the corrected article as its folder has it, or only what changes: front matter, text or both',
    )
    .requiredOption('--note <sentence>', 'what was wrong: readers see it')
    .requiredOption('--as <email>', 'who corrects it', emailAddress)
    .option('--yes', 'do it without asking')
    .action(later(async () => (await import('./archive.ts')).correct));
  ofArticle(
    edition,
    'take-down',
    'take an article off pages, feeds and search, and out of mails that have not gone yet',
  )
    .requiredOption('--reason <text>', 'why: kept on record, not shown to readers')
    .requiredOption('--as <email>', 'who takes it down', emailAddress)
    .option('--notice <sentence>', 'what readers are told in its place')
    .action(later(async () => (await import('./archive.ts')).takeOff));
  ofArticle(edition, 'put-back', 'put an article that was taken down back where it was')
    .option('--as <email>', 'who puts it back', emailAddress)
    .action(later(async () => (await import('./archive.ts')).bringBack));
  edition
    .command('pdf')
    .description('print an edition as a tagged PDF, through Chromium')
    .argument('<number>', "the edition's number", wholeNumber)
    .option('--draft', 'before its approval, for those who look it over: each sheet says DRAFT')
    .option('--out <file>', 'where to (default: edition-N.pdf, or edition-N-draft.pdf)')
    .action(later(async () => (await import('./archive.ts')).pdf));
}

const ofArticle = (edition: Command, name: string, description: string) =>
  edition
    .command(name)
    .description(description)
    .argument('<number>', "the edition's number", wholeNumber)
    .argument('<article>', "the article's slug, as its address has it or had it");
