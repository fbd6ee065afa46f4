import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;
const sources = ['src', 'subscribers', 'workers'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('no SQL finds out by their words why a row stands where it stands', () => {
  const byWords = /\b(?:reason|held|outcome|error)\s*(?:(?:NOT )?I?LIKE|~\*?)\s*'[A-Za-z]/;
  const rooms = sources.filter((file) => !file.startsWith('src/adapters/migrations'));
  expect(rooms.filter((file) => byWords.test(read(file)))).toEqual([]);
  expect(byWords.test("d.reason LIKE 'hard bounce%'")).toBe(true);
});

test('where reasons are given, no sentence holds a shell command: the words are made in one file', () => {
  const giving = sources.filter((file) => /^(?:workers|src\/(?:delivery|acts))\//.test(file));
  expect(giving.filter((file) => read(file).includes('`quarterly '))).toEqual([]);
  expect(read('src/core/reason-words.ts')).toContain('`quarterly ');
});
