import { listSectionReaders } from '../../../subscribers/index.ts';
import type { SectionRowView } from '../../../templates/web/desk/sections.tsx';
import { countArticlesBySection } from '../../articles/index.ts';
import { paths, sentenceOf } from '../../core/index.ts';
import { LONGEST_DESCRIPTION, readColour, readLanguage } from '../../sections/index.ts';
import type { Form } from '../readers/form.ts';
import type { DeskDeps } from './deps.ts';
import type { PressedAgain } from './pressed.ts';

export const onwardTo = (done: string) => paths.desk.sections({ done });

/** What somebody typed of a section. */
export const sectionTyped = (form: Form) => ({
  label: form.text('label'),
  description: form.text('description'),
  colour: form.text('colour'),
  language: form.text('language'),
});

/** Sections as pages show them: those that readers can choose, and those that ended. */
export async function sectionRows(deps: DeskDeps) {
  const [{ sections, all }, articles] = await Promise.all([
    listSectionReaders(deps.db),
    countArticlesBySection(deps.db),
  ]);
  const labels = new Map(sections.map(({ slug, label }) => [String(slug), label]));
  const open = sections
    .filter(({ retired }) => !retired)
    .map(
      ({ id, slug, label, description, colour, language, chosenBy }): SectionRowView => ({
        slug,
        label,
        description,
        colour: colour ?? '',
        language: language ?? '',
        chosenBy,
        articles: articles.get(id) ?? { all: 0, waiting: 0 },
      }),
    );
  const ended = sections
    .filter(({ retired }) => retired)
    .map(({ label, mergedIntoSlug: into }) => ({
      label,
      into: into === null ? undefined : (labels.get(into) ?? into),
    }));
  return { open, ended, readersOfAll: all };
}

/** What a room refuses of these forms is about the name; what can be wrong with the other fields is asked before. */
export const atName = (how: PressedAgain): PressedAgain => ({
  ...how,
  problems: how.problems.map(({ field, message }) => ({
    field: field === 'main' ? 'label' : field,
    message,
  })),
});

export function wrongIn({ description, colour, language }: Omit<ReturnType<typeof sectionTyped>, 'label'>) {
  if (description.length > LONGEST_DESCRIPTION)
    return {
      field: 'description',
      message: `Shorten the description to ${LONGEST_DESCRIPTION} characters.`,
    };
  return (
    wrongField('colour', () => readColour(colour)) ?? wrongField('language', () => readLanguage(language))
  );
}

function wrongField(field: string, read: () => unknown) {
  try {
    read();
    return undefined;
  } catch (error) {
    return { field, message: sentenceOf(error) };
  }
}
