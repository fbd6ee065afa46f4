import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { onFile, sentenceOf } from '../../src/core/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inside = (name: string) => join(folder, name);

writeFileSync(inside('file'), '');
symlinkSync('circle', inside('circle'));

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return expect.unreachable();
};

test.each([
  ['nothing there', () => readFileSync(inside('none')), `There is no ${inside('none')}: check the name.`],
  ['a folder', () => readFileSync(folder), / and must be a file\.$/],
  ['no folder', () => readdirSync(inside('file')), /is not a folder: check/],
  ['made before', () => mkdirSync(folder), `${folder} is there already: name another place, or remove it.`],
  ['a full disk', () => writeFileSync('/dev/full', 'x'), /^There is no space left for .*: free some/],
  [
    'a full disk, by name',
    () => onFile('/dev/full', (path) => writeFileSync(path, 'x')),
    'There is no space left for /dev/full: free some on its disk, and do it again.',
  ],
  ['a circle', () => readFileSync(inside('circle')), /leads in a circle/],
])('a fault of the file system is a sentence: %s', (_name, work, sentence) => {
  expect(sentenceOf(thrownBy(work))).toMatch(sentence);
});

// The tests may run as root, whom no file refuses.
test.each([
  ['EACCES', 'This account may not use /a/b: give it the right to, or name another place.'],
  ['EROFS', '/a/b can only be read, not written: name a place on another file system.'],
])('and %s as the system reports it', (code, sentence) => {
  const error = Object.assign(new Error(`${code}: no, open '/a/b'`), { code, syscall: 'open', path: '/a/b' });
  expect(sentenceOf(error)).toBe(sentence);
});

test('what is no file keeps its own words', async () => {
  const server = createServer();
  const error = await new Promise<Error>((failed) => server.once('error', failed).listen('/none/x.sock'));
  expect(sentenceOf(error)).toBe(error.message);
});
