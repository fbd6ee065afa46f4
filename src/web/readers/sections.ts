import type { Choice } from '../../../subscribers/index.ts';
import type { Words } from '../../../templates/web/parts.tsx';
import type { SectionOption } from '../../../templates/web/readers/section-choice.tsx';
import type { Site } from '../../../templates/web/site.ts';
import type { Db } from '../../core/index.ts';
import { type Archive, articlesIn } from '../../publishing/index.ts';
import { openSectionBook } from '../../sections/index.ts';

/** The sections that can be chosen, in the language of a page, each with the first headline that it had in the newest edition that has any. */
export const sectionOptions =
  (archive: Archive) =>
  async ({ speaks }: Site): Promise<SectionOption[]> => {
    const catalogue = await archive.catalogue(speaks);
    const live = catalogue.sections.filter(({ retired, mergedInto }) => !retired && !mergedInto);
    return Promise.all(
      live.map(async ({ slug, label, description, language }) => {
        const [sample] = await archive.articles(articlesIn(catalogue, [slug]).slice(0, 1), speaks);
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

/**
 * What a link or a form of another site asks for, as it stands today: merged sections by what they became; what was retired or
 * never was is left out, since such a link may be old.
 */
export async function choiceNow(db: Db, asked: readonly string[]): Promise<Choice> {
  const named = asked.flatMap((text) => text.split(',')).map((text) => text.trim().toLowerCase());
  if (named.includes('all')) return 'all';
  const book = await openSectionBook(db);
  return [...new Set(named.flatMap((slug) => book.becomes(slug)?.slug ?? []))];
}
