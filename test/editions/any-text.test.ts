import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody } from '../../src/articles/index.ts';
import {
  cleanText,
  editionNumber,
  forbiddenCharacter,
  hasHalfCharacter,
  isFault,
  movableClock,
  oneLine,
} from '../../src/core/index.ts';
import { draftSnapshot, importEditionFolder } from '../../src/editions/index.ts';
import { editor } from '../support/actors.ts';
import { anyLine, anyMarkdown, anyTitle } from '../support/any-text.ts';
import { freshDatabase } from '../support/database.ts';
import { folder, PNG } from './folders.ts';

const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
const { db } = await freshDatabase();

/** JSON's strings are YAML's double-quoted ones, escapes and all. */
const quoted = (text: string) => JSON.stringify(text);
const short = (text: string, most: number) => [...text.replace(/\s+/g, ' ')].slice(0, most).join('');
const texts = fc.record({
  title: anyTitle,
  label: anyTitle,
  headline: anyTitle,
  summary: anyTitle,
  name: anyLine,
  alt: anyTitle,
  caption: anyTitle,
  body: anyMarkdown,
  welcome: anyMarkdown,
});
type Texts = typeof texts extends fc.Arbitrary<infer T> ? T : never;

const filesOf = (text: Texts) => ({
  'edition.yaml': `number: 31
cover: May 2031
title: ${quoted(short(text.title, 120))}
publisher: Allotment Society
mailbox: notes@example.org
sections:
  - slug: seeds
    label: ${quoted(short(text.label, 80))}
`,
  'welcome.md': text.welcome,
  'a.png': PNG,
  '01-beans.md': `---
headline: ${quoted(short(text.headline, 250))}
section: seeds
summary: ${quoted(short(text.summary, 600))}
contact:
  name: ${quoted(short(text.name, 200))}
  email: team@example.org
image:
  file: a.png
  alt: ${quoted(short(text.alt, 600))}
  caption: ${quoted(short(text.caption, 600))}
---
${text.body}
Sow **early**.
`,
});

/** What an editor is asked to put right: forbidden characters, fields that show nothing, comments without an end. */
const isRefused = ({ body, welcome, ...fields }: Texts, files: ReturnType<typeof filesOf>) => {
  const documents = [body, welcome].map((text) => Buffer.from(text).toString());
  const values = Object.values(fields);
  return (
    [...documents, ...values].some((text) => forbiddenCharacter(text) !== undefined) ||
    values.some((text) => hasHalfCharacter(text) || !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) ||
    files['01-beans.md'].split('\n---\n').length > 2 ||
    documents.some((text) => readBody(text.replace(/\r\n?/g, '\n').trim()).faults.length > 0)
  );
};

async function imported(files: ReturnType<typeof filesOf>) {
  const dir = folder(files);
  try {
    return await importEditionFolder({ db, clock }, dir, editor());
  } catch (error) {
    if (isFault(error)) return error;
    throw error;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test('any text is stored as it was typed, or refused with its file and line', async () => {
  let stored = 0;
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const files = filesOf(text);
      const result = await imported(files);
      if (isFault(result)) {
        expect(isRefused(text, files)).toBe(true);
        expect(result.code).toBe('invalid');
        for (const line of result.details ?? [])
          expect(line).toMatch(/^(edition\.yaml|welcome\.md|01-beans\.md):\d+/);
        return;
      }
      stored += 1;
      const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(31));
      const [section] = snapshot.sections;
      const [article] = section?.articles ?? [];
      const line = (value: string, most: number) => oneLine(short(value, most).replace(/\s+/g, ' '));
      expect({ title: snapshot.title, label: section?.label }).toEqual({
        title: line(text.title, 120),
        label: line(text.label, 80),
      });
      expect(article).toMatchObject({
        headline: line(text.headline, 250),
        summary: line(text.summary, 600),
        image: { alt: line(text.alt, 600), caption: line(text.caption, 600) },
        body: cleanText(`${Buffer.from(text.body).toString()}\nSow **early**.`).trim(),
      });
    }),
    { numRuns: 120 },
  );
  expect(stored).toBeGreaterThan(5);
});
