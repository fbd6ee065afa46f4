import { parseLanguage } from '../../core/index.ts';
import type { FolderFault } from './faults.ts';
import type { Listing } from './files.ts';

/** `01-beans.cy.md` of `01-beans.md`. */
export type TranslationFile = { file: string; of: string; language: string };
export type Sorted = {
  /** Of the edition's own language. */
  articles: string[];
  translations: TranslationFile[];
  /** `edition.cy.yaml` and `welcome.cy.md`. */
  ofEdition: TranslationFile[];
  ignored: string[];
  faults: FolderFault[];
};

/** In which languages this installation has editions, the first where an edition says none; and what this edition says. */
type Spoken = { languages: readonly string[]; own: string | undefined };

const NAMED = /^(.+)\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.(md|markdown|yaml)$/i;
const primary = (tag: string) => tag.replace(/-.*/, '');

/**
 * Tells translations from articles by their names. Where an installation has one language there are none: each file is what it was
 * before there could be any.
 */
export function sortByLanguage(listing: Listing, { languages, own = languages[0] ?? 'en' }: Spoken): Sorted {
  const { articles, ignored, welcome } = listing;
  const sorted: Sorted = { articles: [], translations: [], ofEdition: [], ignored: [], faults: [] };
  if (languages.length < 2) return { ...sorted, articles, ignored };
  const originals = new Set([...articles, ...(welcome === undefined ? [] : [welcome]), 'edition.yaml']);
  for (const file of [...articles, ...ignored]) {
    const named = nameOf(file, originals);
    const known = named && languages.find((language) => language === canonical(named.tag));
    const isArticle = articles.includes(file);
    if (!named || !(known || named.hasOriginal) || (!known && !isWord(named.tag)))
      (isArticle ? sorted.articles : sorted.ignored).push(file);
    else if (!known || primary(known) === primary(own))
      sorted.faults.push({ file, sentence: wrongLanguage(named, { languages, own }) });
    else if (!named.hasOriginal) sorted.faults.push({ file, sentence: withoutOriginal(named.of) });
    else {
      const list =
        named.of === welcome || named.of === 'edition.yaml' ? sorted.ofEdition : sorted.translations;
      list.push({ file, of: named.of, language: known });
    }
  }
  return sorted;
}

type Named = { of: string; tag: string; hasOriginal: boolean };

function nameOf(file: string, originals: ReadonlySet<string>): Named | undefined {
  const [, stem = '', tag = '', ending = ''] = NAMED.exec(file) ?? [];
  if (stem === '' || (ending.toLowerCase() === 'yaml' && stem !== 'edition')) return undefined;
  const of = `${stem}.${ending}`;
  const original = [...originals].find((name) => name.toLowerCase() === of.toLowerCase());
  return { of: original ?? of, tag, hasOriginal: original !== undefined };
}

/** Of three letters nearly every word is a tag, as in `beans.old.md`: only what looks like nothing else is taken for a language. */
const isWord = (tag: string) => /^[a-z]{2}(-|$)/i.test(tag);

function canonical(tag: string): string | undefined {
  try {
    return parseLanguage(tag);
  } catch {
    return undefined;
  }
}

function wrongLanguage(
  { of, tag }: Named,
  { languages, own }: { languages: readonly string[]; own: string },
) {
  const language = canonical(tag);
  if (language === undefined) return `names no language that is known: "${tag}".`;
  if (primary(language) === primary(own))
    return `is in the edition’s own language, ${own}: write it in ${of}.`;
  const others = languages.filter((one) => primary(one) !== primary(own));
  return `is in "${language}", which LANGUAGES does not have: editions can be translated into ${others.join(', ')}.`;
}

const withoutOriginal = (of: string) => `is a translation of ${of}, which is not in the folder.`;
