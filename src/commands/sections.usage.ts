import type { Command } from 'commander';
import { later, noun } from './command.ts';

export function registerSectionCommands(program: Command): void {
  const sections = noun(
    program,
    'sections',
    'look at sections; add, describe, order, rename, merge and retire them',
  );
  sections
    .command('list')
    .description('every section with its readers')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./sections.ts')).sectionsList));

  sections
    .command('add')
    .description('make a section, which readers can choose at once')
    .argument('<label>', 'what readers see; the slug is made from it')
    .option('--description <text>', 'what readers read about it where they choose')
    .option('--colour <colour>', 'of its heading in the mail, such as "#1d70b8"; the theme’s own without it')
    .option('--language <tag>', 'where it is another than the edition’s: cy, fr, ar')
    .action(later(async () => (await import('./sections.ts')).addSectionCommand));
  sections
    .command('describe')
    .description('change what readers read about it where they choose')
    .argument('<section>', 'its slug')
    .argument('<description>', 'at most 500 characters; "" for none')
    .action(later(async () => (await import('./sections.ts')).describe));
  sections
    .command('colour')
    .description('change the colour of its heading in the mail')
    .argument('<section>', 'its slug')
    .argument('<colour>', 'such as "#1d70b8"; "" for the theme’s own')
    .action(later(async () => (await import('./sections.ts')).colour));
  sections
    .command('language')
    .description('say that its articles are in another language than the edition')
    .argument('<section>', 'its slug')
    .argument('<tag>', 'cy, fr, ar; "" for the edition’s')
    .action(later(async () => (await import('./sections.ts')).language));
  sections
    .command('move')
    .description('let it change places with its neighbour in forms, pages and the next edition')
    .argument('<section>', 'its slug')
    .argument('<step>', 'up or down')
    .action(later(async () => (await import('./sections.ts')).move));

  const change = (name: string, description: string) =>
    sections
      .command(name)
      .description(`${description}; tells what it means for readers before it does it`)
      .argument('<section>', 'its slug')
      .option('--yes', 'do it without asking');
  change('rename', 'change the label; the slug and the readers stay')
    .argument('<label>', 'what readers see')
    .action(later(async () => (await import('./sections.ts')).rename));
  change('merge', 'give its readers another section instead')
    .argument('<into>', 'the slug that stays')
    .action(later(async () => (await import('./sections.ts')).merge));
  change('retire', 'end it, and take it out of every choice').action(
    later(async () => (await import('./sections.ts')).retire),
  );
}
