import { listSectionReaders, sectionReaders } from '../../subscribers/index.ts';
import type { App } from '../compose/app.ts';
import { type Actor, fault } from '../core/index.ts';
import {
  changeSection,
  changeSectionFields,
  describeSection,
  makeSection,
  orderSection,
  previewSectionChange,
  type SectionChange,
  type SectionEffect,
  type SectionFields,
} from '../sections/index.ts';
import { confirmAtTerminal } from '../terminal/confirm.ts';
import { count, say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

const QUESTIONS = {
  merge: (section: string, into: string) => `Merge “${section}” into “${into}”?`,
  retire: (section: string) => `Retire “${section}”?`,
};

export const sectionsList = ({ json }: { json?: boolean }) =>
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
  });

export const addSectionCommand = (
  label: string,
  { description = '', ...look }: SectionFields & { description?: string },
) =>
  acting('section.change', OPERATOR, async (app, by) => {
    const slug = await makeSection(app, { label, description, ...look }, by);
    say(`The section "${slug}" is there: readers can choose it.`);
  });

export const describe = (section: string, description: string) =>
  acting('section.change', OPERATOR, async (app, by) => {
    await describeSection(app, { section, description }, by);
    say('Readers see the new description where they choose.');
  });

export const colour = (section: string, wanted: string) =>
  acting('section.change', OPERATOR, changingFields({ section, colour: wanted }));
export const language = (section: string, wanted: string) =>
  acting('section.change', OPERATOR, changingFields({ section, language: wanted }));

const changingFields = (wanted: SectionFields & { section: string }) => async (app: App, by: Actor) => {
  await changeSectionFields(app, wanted, by);
  say('Editions that take it up from now on have it.');
};

/** @throws Fault `invalid` for a step that is neither up nor down */
export const move = (section: string, step: string) =>
  acting('section.change', OPERATOR, async (app, by) => {
    if (step !== 'up' && step !== 'down')
      throw fault('invalid', 'Say `up` or `down`: a section moves one place at a time.');
    await orderSection(app, { section, step }, by);
    say(
      (await listSectionReaders(app.db)).sections.flatMap((one) => (one.retired ? [] : one.slug)).join(', '),
    );
  });

type Asked = { yes?: boolean };

export const rename = (section: string, label: string, asked: Asked) =>
  acting('section.change', OPERATOR, changing({ kind: 'rename', section, label }, asked));
export const merge = (section: string, into: string, asked: Asked) =>
  acting('section.change', OPERATOR, changing({ kind: 'merge', section, into }, asked));
export const retire = (section: string, asked: Asked) =>
  acting('section.change', OPERATOR, changing({ kind: 'retire', section }, asked));

const changing =
  (wanted: SectionChange, { yes }: Asked) =>
  async (app: App, by: Actor): Promise<void> => {
    const deps = { ...app, sectionReaders };
    if (!yes) {
      sayEffect(wanted, await previewSectionChange(deps, wanted));
      if (wanted.kind === 'rename') return say('Nothing was changed; --yes does it.');
      say('It cannot be undone: readers’ choices are rewritten, and the section cannot be opened again.');
      const into = wanted.kind === 'merge' ? wanted.into : '';
      await confirmAtTerminal({ question: QUESTIONS[wanted.kind](wanted.section, into) });
    }
    const effect = await changeSection(deps, wanted, by);
    if (yes) sayEffect(wanted, effect);
    say('Done, and written to their ledgers.');
  };

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
