import { beforeAll, describe, expect, test } from 'vitest';
import { type Database, movableClock, sectionSlug } from '../../../src/core/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { servedWeb } from '../../support/web.ts';
import { WORD_CORPUS } from '../../support/word-corpus.ts';
import { p, wordFile } from '../../support/word-files.ts';
import { ANSWERS, contributor } from './contributor.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
let story: string;
beforeAll(async () => {
  ({ db } = await freshDatabase());
  site = await servedWeb({ db, clock }, { trustProxy: 1 });
  const seeds = { slug: sectionSlug('seeds'), label: 'Seeds', description: 'What to sow.' };
  await registerSections(db, [seeds], { by: editor(), at: clock.now() });
  story = await contributor(site).journey('/submit', ANSWERS.about, ANSWERS.headline);
});

async function send(bytes: Buffer, { name = 'beans.docx', ...fields }: Record<string, string> = {}) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('word', new File([new Uint8Array(bytes)], name));
  const answer = await fetch(new URL(story, site), {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '203.0.113.9' },
  });
  const location = answer.headers.get('location');
  return { status: answer.status, location, text: await answer.text() };
}
const page = async () => (await contributor(site).get(story)).text;
const fields = async () =>
  (await db.selectFrom('contributions').select('fields').executeTakeFirstOrThrow()).fields;
const corpus = (name: string) => wordFile(WORD_CORPUS[name] ?? { body: '' });

describe('a story as a Word file', () => {
  test('is shown for checking, with what was left out', async () => {
    const notes = await corpus('footnotes and endnotes');
    const sent = await send(notes, { name: '<b>.docx', body: '' });
    expect(sent).toMatchObject({ status: 303, location: story.replace(site, '') });
    expect(await fields()).toMatchObject({ body: 'Crime fell last year.' });
    const text = await page();
    expect(text).toContain('The text of “&lt;b&gt;.docx” stands in the field below');
    expect(text).toContain('Footnote: “By 12 per cent.”');
    expect(text).toContain('Endnote: “Source: annual report.”');
    expect(text).toMatch(/<textarea[^>]*>Crime fell last year\.<\/textarea>/);
  });

  test('takes the place of what an earlier file gave, and never of what was typed', async () => {
    const sent = await fields();
    await send(await corpus('tracked insertions and deletions'), { body: sent.body ?? '' });
    expect((await fields()).body).toBe('We meet on Tuesday at noon.');
    expect(await page()).not.toContain('By 12 per cent');
    await send(await wordFile({ body: p('More.') }), { body: 'We meet on Tuesday at one.' });
    expect((await fields()).body).toBe('We meet on Tuesday at one.\n\nMore.');
    expect(await page()).toContain('Nothing was left out of it.');
  });

  test('gets one clear sentence where the file gives no story, and what was typed stays', async () => {
    const deep = await wordFile({
      body: `${'<w:customXml>'.repeat(15_000)}${'</w:customXml>'.repeat(15_000)}`,
    });
    for (const [bytes, sentence] of [
      [Buffer.from('{\\rtf1 x}'), 'This is a Rich Text file (.rtf).'],
      [deep, 'The file takes too long to read.'],
      [Buffer.alloc(21 * 1024 * 1024), 'The file is larger than 20 MB.'],
    ] as const) {
      const { status, text } = await send(bytes, { body: 'Typed words.' });
      expect(status).toBe(400);
      expect(text).toContain(sentence);
      expect(text).toContain('href="#word"');
      expect((await fields()).body).toBe('Typed words.');
    }
  });
});
