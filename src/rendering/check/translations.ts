import type { EditionTranslation } from '../../core/index.ts';
import { picturesOf } from '../../core/index.ts';
import type { Snapshot, SnapshotArticle } from '../../editions/index.ts';
import { checkArticle } from './content.ts';
import { type Finding, inEnglish, warning } from './finding.ts';

const OWN: readonly (keyof EditionTranslation)[] = ['welcome', 'preheader', 'strapline', 'cover'];

/** What an editor should know of an edition in the publication's other languages: what is missing, and the words that are there. */
export const checkTranslations = (snapshot: Snapshot, languages: readonly string[]): Finding[] =>
  languages.flatMap((language) => [...missing(snapshot, language), ...translated(snapshot, language)]);

const articlesOf = ({ sections }: Snapshot) => sections.flatMap(({ articles }) => articles);

function missing(snapshot: Snapshot, language: string): Finding[] {
  const name = inEnglish(language);
  const words = snapshot.translations?.[language] ?? {};
  const own = OWN.filter((field) => snapshot[field as 'welcome'] && words[field] === undefined);
  const labels = snapshot.sections.filter(({ slug }) => words.sections?.[slug]?.label === undefined);
  const without = articlesOf(snapshot).filter(
    (article) => article.translations?.[language] === undefined && !isIn(article, language),
  );
  const titles = without.map(({ headline }) => `“${headline}”`).join(', ');
  const count = without.length === 1 ? '1 article has' : `${without.length} articles have`;
  return [
    ...(without.length > 0
      ? [
          warning(
            'edition',
            `${count} no ${name}, and will stand there in the edition’s own language, marked so: ${titles}.`,
          ),
        ]
      : []),
    ...own.map((field) => warning('edition', `The ${field} has no ${name}: the edition’s own stands there.`)),
    ...labels.map(({ slug }) => warning(slug, `The label has no ${name}: the edition’s own stands there.`)),
  ];
}

const isIn = ({ language }: SnapshotArticle, wanted: string) => language?.replace(/-.*/, '') === wanted;

function translated({ grammar, ...snapshot }: Snapshot, language: string): Finding[] {
  const name = inEnglish(language);
  return snapshot.sections.flatMap(({ articles }) =>
    articles.flatMap(({ translations = {}, image, pictures, contact: _, ...article }): Finding[] => {
      const words = translations[language];
      if (!words) return [];
      const { pictures: said = [], ...rest } = words;
      // What it takes over from its original is looked at there.
      const findings = checkArticle(
        { ...article, links: [], ...rest, language },
        { grammar, language, places: new Map() },
      );
      const undescribed = picturesOf({ image, pictures }).flatMap((_, at) =>
        said[at]?.alt === undefined
          ? [warning(article.slug, `Picture ${at + 1} is described in the edition’s own language only.`)]
          : [],
      );
      return [...findings, ...undescribed].map((finding) => ({
        ...finding,
        message: `In ${name}: ${finding.message}`,
      }));
    }),
  );
}
