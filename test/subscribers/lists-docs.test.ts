import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { NO, STATE_COLUMNS, WORDS, YES } from '../../subscribers/standings.ts';

const row = (first: string, names: readonly string[]) =>
  `| ${first} | ${names.map((name) => `\`${name}\``).join(' ')} |`;
const rows = (table: object, say: (meaning: string) => string) =>
  Object.entries(table).map(([meaning, names]: [string, readonly string[]]) => row(say(meaning), names));

/** The tables of the page, as they follow from the code. */
const tables = [
  ...rows(WORDS, (meaning) => meaning),
  row('a word says it', STATE_COLUMNS.said),
  ...rows(STATE_COLUMNS.agreed, (no) => `yes or a date: active; no: ${no}`),
  ...rows(STATE_COLUMNS.against, (yes) => `yes or a date: ${yes}; no or empty: nothing`),
  row('yes', YES),
  row('no', NO),
];

test('the page on lists names every column and word that the import knows', async () => {
  const page = await readFile(new URL('../../docs/operations/lists.md', import.meta.url), 'utf8');
  for (const line of tables) expect(page.split('\n')).toContain(line);
});
