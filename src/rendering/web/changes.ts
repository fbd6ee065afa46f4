import { diffArrays } from 'diff';
import type { WordChange } from '../../../templates/web/article.tsx';
import { type CorrectedText, languageName, linkWords } from '../../core/index.ts';
import { plainText } from './plain.ts';
import type { PrintedText } from './reading.ts';

/** Beyond this many words gone or come the comparison would cost more than its answer is worth; whole texts stand side by side. */
const MOST_CHANGES = 600;
/** Words kept around a change, so that one sees where it is. */
const CONTEXT = 8;

/** One part of an article, such as its headline, with the words that stayed, went and came. */
export type ChangedPart = { part: keyof typeof partWords; words: WordChange[] };

/** The parts by their English names, as operators read them, and what a page says. */
export const partWords = {
  Headline: 'changed.headline',
  Summary: 'changed.summary',
  Text: 'changed.text',
  Organisation: 'changed.organisation',
  Contact: 'changed.contact',
  Links: 'changed.links',
  Language: 'changed.language',
} as const;

/**
 * What changed between two versions of an article, part by part; parts that are alike are left out.
 * @param language BCP 47, in which languages are named
 */
export function changedParts(before: PrintedText, after: PrintedText, language = 'en'): ChangedPart[] {
  const parts: [ChangedPart['part'], string, string][] = [
    ['Headline', before.headline, after.headline],
    ['Summary', before.summary, after.summary],
    ['Text', plainText(before.body, before.grammar), plainText(after.body, after.grammar)],
    ['Organisation', before.organisation ?? '', after.organisation ?? ''],
    ['Contact', contactText(before), contactText(after)],
    ['Links', linkText(before), linkText(after)],
    ['Language', languageText(before, language), languageText(after, language)],
  ];
  return parts
    .filter(([, old, now]) => old !== now)
    .map(([part, old, now]) => ({ part, words: shorten(compareWords(old, now)) }));
}

/** In an order of its own: what is stored may have the fields in another one. */
const contactText = ({ contact = {} }: CorrectedText) => {
  const { name, role, email, phone, url } = contact;
  return [name, role, email, phone, url].filter(Boolean).join(', ');
};
const linkText = ({ links }: CorrectedText) =>
  links.map((link) => `${linkWords(link)}: ${link.url}`).join('; ');

const languageText = ({ language }: CorrectedText, inLanguage: string) =>
  language === undefined ? '' : languageName(language, inLanguage);

/** Words with the space before them, so that joining them gives the text back. */
const wordsOf = (text: string) => text.match(/\s*\S+/g) ?? [];

/** The shortest list of words removed and added (Myers, as the library `diff` finds it). */
export function compareWords(before: string, after: string): WordChange[] {
  const options = { comparator: same, maxEditLength: MOST_CHANGES };
  const found = diffArrays(wordsOf(before), wordsOf(after), options);
  if (found === undefined) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: ` ${after}` },
    ];
  }
  return found.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

const same = (a: string, b: string) => a.trim() === b.trim();

/** Cuts long unchanged stretches down to the words next to a change. */
function shorten(changes: readonly WordChange[]): WordChange[] {
  return changes.map((change, index): WordChange => {
    const words = wordsOf(change.text);
    if (change.kind !== 'same' || words.length <= 2 * CONTEXT) return change;
    const head = index === 0 ? '' : words.slice(0, CONTEXT).join('');
    const tail = index === changes.length - 1 ? '' : words.slice(-CONTEXT).join('');
    return { kind: 'same', text: `${head} … ${tail.trimStart()}` };
  });
}
