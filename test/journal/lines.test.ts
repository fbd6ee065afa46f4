import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareJournals, isLoss, wentBack } from '../../src/journal/compare.ts';
import { decodeLine, encodeLine, type JournalLine } from '../../src/journal/line.ts';
import { readJournal } from '../../src/journal/read.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterly-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

const LINES: JournalLine[] = [
  { t: 'left', b: 'key:hash', at: '2026-11-27T09:00:00.000Z' },
  { t: 'ids', ids: { subscribers_id_seq: 12 } },
  {
    t: 'mails',
    e: 6,
    via: 'live',
    at: '2026-11-27T09:00:00.000Z',
    m: ['key:one'],
    a: [['key:two', 'accepted', 'id']],
  },
];

async function read(path: string, from = 0): Promise<JournalLine[]> {
  const lines = [];
  for await (const line of readJournal(path, from)) lines.push(line);
  return lines;
}

test('lines come back as they were written, and a changed one is no line', () => {
  for (const line of LINES) {
    const text = encodeLine(line).toString().trimEnd();
    expect(decodeLine(text)).toEqual(line);
    expect(decodeLine(text.replace('key:', 'kez:').replace('12', '13'))).toBeUndefined();
    expect(decodeLine(text.slice(0, -3))).toBeUndefined();
  }
});

test('a journal ends at the line that is torn, and can be read from any line on', async () => {
  const path = join(folder, 'torn.journal');
  const [first, second, third] = LINES.map(encodeLine);
  await writeFile(path, Buffer.concat([first as Buffer, second as Buffer]));
  await appendFile(path, (third as Buffer).subarray(0, 20));
  expect(await read(path)).toEqual(LINES.slice(0, 2));
  expect(await read(path, first?.length)).toEqual(LINES.slice(1, 2));
});

const row = (over: object) => ({
  id: 'a',
  place: 'here',
  state: 'open' as const,
  confirmed: 100,
  promised: 150,
  ...over,
});
const found = (length: number, id = 'a') => [{ id, path: `/${id}`, length }];
const kinds = (files: Parameters<typeof compareJournals>[1], rows = [row({})], after = rows) =>
  compareJournals('here', files, { before: rows, after }).map(({ kind }) => kind);

test('a journal may lie anywhere between what was confirmed and what was promised, and nowhere else', () => {
  expect(kinds(found(99))).toEqual(['shorter']);
  for (const length of [100, 120, 150]) expect(kinds(found(length))).toEqual([]);
  expect(kinds(found(151))).toEqual(['longer']);
  expect(kinds([])).toEqual(['missing']);
  expect(kinds([...found(100), ...found(10, 'b')])).toEqual(['unknown']);
});

test('one that grows while it is looked at is as it should be; of another place only what lies here counts', () => {
  expect(kinds(found(180), [row({})], [row({ promised: 200 })])).toEqual([]);
  expect(kinds([], [row({ place: 'there' })])).toEqual([]);
  expect(kinds(found(151), [row({ place: 'there' })])).toEqual(['longer']);
  expect(kinds([], [row({ confirmed: 0 })])).toEqual([]);
});

test('a journal of another machine that was longer before says that the database went back', () => {
  const finding = wentBack({ a: 400 }, [row({})]);
  expect(finding).toEqual([{ kind: 'elsewhere', journal: 'a', remembered: 150, seen: 400 }]);
  expect(finding.every(isLoss)).toBe(true);
  expect(wentBack({ a: 150 }, [row({})])).toEqual([]);
});
