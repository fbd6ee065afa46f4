import type { Command } from 'commander';
import {
  changeSection,
  type How,
  listSectionReaders,
  previewSectionChange,
  type SectionChange,
  type SectionEffect,
} from '../../subscribers/index.ts';
import { count, noun, say, sayJson, table, type WithApp } from './command.ts';
import { confirm } from './confirm.ts';

const how: How = { source: 'command line', wording: null };

const QUESTIONS = {
  merge: (section: string, into: string) => `Merge “${section}” into “${into}”?`,
  retire: (section: string) => `Retire “${section}”?`,
};

export function registerSections(program: Command, withApp: WithApp): void {
  const sections = noun(program, 'sections', 'look at sections; rename, merge and retire them');
  sections
    .command('list')
    .description('every section with its readers')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      withApp(async ({ db }) => {
        const listed = await listSectionReaders(db);
        if (json) return sayJson(listed);
        const rows = listed.sections.map((section) => [
          section.slug,
          section.label,
          String(section.chosenBy),
          section.mergedIntoSlug ? `merged into ${section.mergedIntoSlug}` : section.retired ? 'retired' : '',
        ]);
        say(table([['slug', 'label', 'chosen by', ''], ...rows]));
        say(`and ${count(listed.all, 'reader')} of all sections`);
      }),
    );

  const change = (
    name: string,
    description: string,
    make: (section: string, value: string) => SectionChange,
  ) =>
    sections
      .command(name)
      .description(`${description}; tells what it means for readers before it does it`)
      .argument('<section>', 'its slug')
      .option('--yes', 'do it without asking')
      .action(async (section: string, ...rest: unknown[]) => {
        const value = typeof rest[0] === 'string' ? rest[0] : '';
        const { yes } = rest.find((each) => typeof each === 'object') as { yes?: boolean };
        const wanted = make(section, value);
        await withApp(async (app) => {
          if (!yes) {
            sayEffect(wanted, await previewSectionChange(app, wanted));
            if (wanted.kind === 'rename') return say('Nothing was changed; --yes does it.');
            say(
              'It cannot be undone: readers’ choices are rewritten, and the section cannot be opened again.',
            );
            await confirm({ question: QUESTIONS[wanted.kind](section, value) });
          }
          const effect = await changeSection(app, wanted, how);
          if (yes) sayEffect(wanted, effect);
          say('Done, and written to their ledgers.');
        });
      });
  change('rename', 'change the label; the slug and the readers stay', (section, label) => ({
    kind: 'rename',
    section,
    label,
  })).argument('<label>', 'what readers see');
  change('merge', 'give its readers another section instead', (section, into) => ({
    kind: 'merge',
    section,
    into,
  })).argument('<into>', 'the slug that stays');
  change('retire', 'end it, and take it out of every choice', (section) => ({ kind: 'retire', section }));
}

function sayEffect(change: SectionChange, effect: SectionEffect): void {
  say(
    `${count(effect.chose, 'reader')} chose "${change.section}" by name, ${count(effect.all, 'reader')} all sections.`,
  );
  for (const line of consequences(change, effect)) say(line);
}

function consequences(change: SectionChange, effect: SectionEffect): string[] {
  if (change.kind === 'rename') return [`They will see "${change.label}" and get the same.`];
  if (change.kind === 'merge') {
    return [
      `${count(effect.chose - effect.haveBoth, 'reader')} will get "${change.into}" instead; ${count(effect.haveBoth, 'reader')} had both.`,
    ];
  }
  const nothing = `${count(effect.onlyThis, 'reader')} chose nothing else and will be sent nothing until they choose again.`;
  return effect.onlyThis > 0 ? [nothing, 'Merging it into another section would keep them.'] : [];
}
