import { markdownOf } from '../feed/markdown-of.ts';
import { StoryReader } from '../feed/story.ts';
import { readBody } from '../markdown/index.ts';
import { accepted, shownText } from './accept.ts';
import { openWordArchive } from './archive.ts';
import { wordToHtml } from './convert.ts';
import { requireArchive } from './file-kind.ts';
import type { LeftOut } from './left-out.ts';
import { lostWords } from './lost.ts';
import { readParts } from './parts.ts';
import { listLeftOut, openReading, type Reading } from './reading.ts';
import { RefusedFile } from './refusal.ts';
import { childOf } from './xml.ts';

/** A story as a Word file has it. */
export type WordStory = { body: string; left: LeftOut[] };

/** In characters: what an article may hold, and what stands beside it in the file. */
const LONGEST_STORY = 100_000;
const LONGEST_BESIDE = 100_000;

/**
 * The text of a Word file (.docx, Office Open XML) as Markdown, its tracked changes accepted. Each word of it is in the body, in order, or
 * in the list of what was left out. Runs in the child process only.
 * @throws RefusedFile when it is no such file, or none that can be read within the limits
 */
export async function readWordFile(bytes: Buffer): Promise<WordStory> {
  requireArchive(bytes);
  const parts = await readParts(await openWordArchive(bytes));
  const reading = openReading(parts);
  const [body] = accepted(childOf(parts.document, 'w:body') ?? '', reading);
  const text = reading.words.join('');
  if (text.trim().length > LONGEST_STORY) throw new RefusedFile('tooLong');
  leaveBeside(reading);
  const { html, left } = body ? await wordToHtml(body, reading) : { html: '', left: [] };
  const markdown = markdownOf(StoryReader.read(html, 'https://pasted.invalid/').blocks);
  const printed = readBody(markdown);
  if (printed.faults.length > 0 || markdown.length > LONGEST_STORY) throw new RefusedFile('tooLong');
  const all = [...reading.left, ...left, ...lostWords(text, printed.html)];
  if (all.reduce((sum, { words }) => sum + words.length, 0) > LONGEST_BESIDE)
    throw new RefusedFile('tooLong');
  if (markdown === '' && all.length === 0) throw new RefusedFile('nothing');
  return { body: markdown, left: all };
}

/** Notes and comments that nothing refers to, and what stands at the head and foot of each page. */
function leaveBeside(reading: Reading): void {
  for (const [key, aside] of reading.asides)
    listLeftOut(reading, key.split(' ')[0] as 'footnote', shownText(aside, reading));
  for (const kind of ['header', 'footer'] as const) {
    const lines = new Set(reading.parts.ofType(kind).map((root) => shownText(root, reading).trim()));
    for (const line of lines) listLeftOut(reading, kind, line);
  }
}
