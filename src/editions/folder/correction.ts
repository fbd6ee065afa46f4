import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ArticleLink, type Contact, fault, sentenceOf } from '../../core/index.ts';
import { withoutGaps } from '../without-gaps.ts';
import { checked } from './checked.ts';
import { describeFault, type FolderFault, inReadingOrder } from './faults.ts';
import { cutFrontMatter } from './front-matter.ts';
import { articleSchema } from './schema.ts';
import { readText } from './text.ts';
import { bodyRemarks } from './texts.ts';
import { readYaml } from './yaml.ts';

/** What a correction says. What is not here stays as it is; what is `undefined` goes. */
export type CorrectionFields = {
  headline?: string;
  summary?: string | undefined;
  body?: string;
  organisation?: string | undefined;
  language?: string | undefined;
  contact?: Contact | undefined;
  links?: ArticleLink[] | undefined;
};

/**
 * Reads an article as its edition folder holds it, whole or in part: front matter alone, or a text without any. Place,
 * dates and pictures are read and left as they are.
 * @throws Fault `invalid` with every fault by line.
 */
export async function readCorrection(path: string): Promise<CorrectionFields> {
  const file = basename(path);
  const bytes = await readFile(path).catch((error) => {
    throw refusal(path, [{ file, sentence: sentenceOf(error) }]);
  });
  const { text, faults } = readText(file, bytes);
  if (faults.length > 0) throw refusal(path, faults);
  const cut = cutFrontMatter(text);
  if (!cut && text.startsWith('---')) throw refusal(path, [{ file, line: 1, sentence: NO_END }]);
  const { yaml, body, bodyLine } = cut ?? { yaml: '', body: text.trimEnd(), bodyLine: 1 };
  const { value, faults: wrong } = checked(file, readYaml(file, yaml || '{}', 1), articleSchema.partial());
  const unfit = [...wrong, ...bodyRemarks(file, body, bodyLine).faults];
  if (!value || unfit.length > 0) throw refusal(path, unfit);
  const { headline, contact, section: _, position: __, published: ___, image: ____, ...others } = value;
  const { pictures: _____, ...rest } = others;
  return {
    ...rest,
    ...(headline === undefined ? {} : { headline }),
    ...('contact' in value ? { contact: contact && withoutGaps(contact) } : {}),
    ...(body.trim() === '' ? {} : { body: body.trim() }),
  };
}

const NO_END = 'opens front matter that has no end: write a line "---" after it.';

const refusal = (path: string, faults: readonly FolderFault[]) =>
  fault(
    'invalid',
    `The correction in "${path}" cannot be read; nothing was changed.`,
    inReadingOrder(faults).map(describeFault),
  );
