import { beside } from '../../templates/direction.ts';
import { oneLine } from '../core/index.ts';
import type { CompiledMail, StoryLines } from './compiled-mail.ts';
import type { ReadSnapshot } from './read.ts';

/** In letters. A mailbox on a desk shows about 70 of a subject and on a phone 40; what follows helps who opens it. */
const SUBJECT = 90;
/** Left to the headline, however long the bulletin's name is. */
const HEADLINE = 40;
/** In letters; mailboxes show up to about 140 beside a subject. */
const PREHEADER = 140;

/** Every subject that a mail of the edition can have: made when it is compiled, so that an approval covers each. */
export function storyLines(snapshot: ReadSnapshot): StoryLines {
  const { locale, title, number, sections, preheader } = snapshot;
  const stories = sections.flatMap(({ articles }) => articles).length;
  const subject = (headline: string, count: number) =>
    oneLine(locale.say('mail.subjectStory', { title, number: String(number), headline, count }));
  return {
    subjects: sections.map(({ articles: [first] }) =>
      Array.from({ length: stories }, (_, more) => {
        const headline = oneLine(first?.headline ?? '');
        const left = SUBJECT - [...subject('', more)].length;
        return subject(clipped(headline, Math.max(HEADLINE, left)), more);
      }),
    ),
    ...(preheader === undefined
      ? { headlines: sections.flatMap(({ articles }) => articles.map(({ headline }) => oneLine(headline))) }
      : {}),
  };
}

/**
 * What a mailbox shows of the mail for some sections: the subject by its first story, and the next ones beside it.
 * @param included by section
 */
export function linesOf(
  { subject, preheader, stories, articles, sections }: CompiledMail,
  included: readonly boolean[],
): { subject: string; preheader: string } {
  if (!stories) return { subject, preheader };
  const own = articles.flatMap(({ section }, index) => (included[section] ? [index] : []));
  const first = sections.findIndex((_, index) => included[index]);
  const next = own.slice(1, 4).map((index) => stories.headlines?.[index] ?? '');
  const beginning = beside(next, ' · ');
  return {
    subject: stories.subjects[first]?.[own.length - 1] ?? subject,
    preheader: stories.headlines && beginning !== '' ? clipped(beginning, PREHEADER) : preheader,
  };
}

const ENDS = /[\s,;:.–—-]+$/u;

/** At most so many letters: cut behind a word, or where there is no space behind what is read as one letter. */
export function clipped(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const head = letters.slice(0, most).join('');
  const space = head.lastIndexOf(' ');
  const kept = space > 0 ? head.slice(0, space) : lettersUpTo(text, most - 1);
  return oneLine(`${kept.replace(ENDS, '')}…`);
}

function lettersUpTo(text: string, most: number): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if ([...kept].length + [...segment].length > most) break;
    kept += segment;
  }
  return kept;
}
