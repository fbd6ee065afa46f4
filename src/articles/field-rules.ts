import { z } from 'zod';
import {
  type ArticleLink,
  documentFacts,
  forbiddenCharacter,
  hasHalfCharacter,
  oneLine,
  parseEmailAddress,
  parseLanguage,
  readLinkWords,
  sentenceOf,
} from '../core/index.ts';

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What is wrong with a text that came in escaped, where the file's bytes do not show it; undefined when nothing is. */
export function badCharacter(text: string): string | undefined {
  if (hasHalfCharacter(text)) return 'holds half a character (a lone surrogate): type the whole one.';
  const found = forbiddenCharacter(text);
  return found ? `holds the control character ${codePoint(found)}: remove it.` : undefined;
}

export const missing = (sort: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'is missing.' : issue.input === null ? 'is empty.' : `must be ${sort}.`;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** One line of text: white space at the ends goes, inside it is one space. */
export const line = (max: number) =>
  z
    .string({ error: missing('text') })
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .superRefine((text, context) => {
      const bad = badCharacter(text);
      if (bad) context.addIssue(bad);
      else if (!VISIBLE.test(text)) context.addIssue('is empty.');
      else if ([...text].length > max) {
        context.addIssue(`has ${[...text].length} characters: at most ${max}.`);
      }
    })
    .transform(oneLine);

/** A field that may be left out or left empty. */
export const optionalField = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

export const emailRule = line(300).transform((text, context) => {
  try {
    return parseEmailAddress(text);
  } catch (error) {
    context.addIssue(`is no e-mail address. ${sentenceOf(error)}`);
    return z.NEVER;
  }
});

export const urlRule = line(2_000).superRefine((text, context) => {
  const good = URL.canParse(text) && /^https?:\/\/[^\s"<>]+$/i.test(text);
  if (!good) context.addIssue('must be a whole address such as https://example.org/page.');
});

export const dateRule = line(40).superRefine((text, context) => {
  const day = new Date(`${text}T00:00:00Z`);
  const good = /^\d{4}-\d{2}-\d{2}$/.test(text) && day.getTime() && day.toISOString().startsWith(text);
  if (!good) context.addIssue('must be a date such as 2017-03-16.');
});

export const languageRule = line(35).transform((text, context) => {
  try {
    return parseLanguage(text);
  } catch (error) {
    context.addIssue(sentenceOf(error));
    return z.NEVER;
  }
});

/** A link, whose words may end in the type and size of a document, “(PDF, 320 KB)”; a file may say them in keys of their own. */
const linkRule = z
  .strictObject(
    { text: line(200), url: urlRule, type: optionalField(line(20)), size: optionalField(line(20)) },
    { error: missing('keys with values, one a line') },
  )
  .transform(({ text, url, type, size }, context): ArticleLink => {
    if (type === undefined && size === undefined) return { ...readLinkWords(text), url };
    const facts = documentFacts(type ?? '', size ?? '');
    if (facts) return { text, url, ...facts };
    const [path, other] = type !== undefined && size === undefined ? ['size', 'type'] : ['type', 'size'];
    const message = `must stand with its ${other}: a type such as PDF, a size such as 320 KB or 1.4 MB.`;
    context.addIssue({ code: 'custom', path: [path], message });
    return z.NEVER;
  });

/** What may stand in each field of an article, in a file of a folder as in a form of the desk. */
export const articleRules = {
  headline: line(250),
  summary: optionalField(line(1_000)),
  organisation: optionalField(line(200)),
  published: optionalField(dateRule),
  language: optionalField(languageRule),
  contact: {
    name: optionalField(line(200)),
    role: optionalField(line(200)),
    email: optionalField(emailRule),
    phone: optionalField(line(60)),
    url: optionalField(urlRule),
  },
  alt: line(600),
  caption: optionalField(line(600)),
  link: linkRule,
};
