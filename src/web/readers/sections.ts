import type { Choice } from '../../../subscribers/index.ts';
import type { Words } from '../../../templates/web/parts.tsx';
import type { SectionOption } from '../../../templates/web/readers/section-choice.tsx';
import { type Archive, articlesIn } from '../../publishing/index.ts';

/** The sections that can be chosen, each with the first headline that it had in the newest edition that has any. */
export const sectionOptions = (archive: Archive) => async (): Promise<SectionOption[]> => {
  const catalogue = await archive.catalogue();
  const live = catalogue.sections.filter(({ retired, mergedInto }) => !retired && !mergedInto);
  return Promise.all(
    live.map(async ({ slug, label, description, language }) => {
      const [sample] = await archive.articles(articlesIn(catalogue, [slug]).slice(0, 1));
      const latest = sample && { sample: { text: sample.headline, language: sample.language } };
      return { slug, label, language, description, ...latest };
    }),
  );
};

/** What was chosen, in words and in the order of the sections. */
export const labelsOf = (choice: Choice, options: readonly SectionOption[]): readonly Words[] | 'all' =>
  choice === 'all'
    ? 'all'
    : options
        .filter(({ slug }) => choice.some((chosen) => chosen === slug))
        .map(({ label, language }) => ({ text: label, language }));
