import { beforeEach, expect, test } from 'vitest';
import { listActs } from '../../src/acts/index.ts';
import { parseEmailAddress } from '../../src/core/index.ts';
import {
  eraseAddress,
  type Field,
  importParts,
  leave,
  previewImport,
  readerImport,
  receiveReaderImport,
  retainSubscribers,
  runReaderImport,
  selectOutcomes,
  startReaderImport,
  tryReaderImport,
  waitingReaderImports,
} from '../../subscribers/index.ts';
import { editor } from '../support/actors.ts';
import { how, openReadingRoom } from './reading-room.ts';

let room: Awaited<ReturnType<typeof openReadingRoom>>;
beforeEach(async () => {
  room = await openReadingRoom();
});
const { signal } = new AbortController();
const by = editor();

async function* inPieces(text: string, octets = 7) {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += octets) yield all.subarray(at, at + octets);
}
const receive = (text: string, name = 'list.csv') =>
  receiveReaderImport(room, { name, by, chunks: inPieces(text) });
const fields: (Field | null)[] = ['email', 'sections', 'consent_source', null];
const list = [
  'Mail,Topics,Where,Colour',
  'new@example.org,news,fair,red',
  'known@example.org,people,fair,',
  'left@example.org,news,fair,',
  'nobody,news,fair,',
  'new@example.org,people,fair,',
].join('\n');
const outcomes = async (id: number) =>
  (await selectOutcomes(room.db, id, { after: 0, limit: 100 })).map(
    ({ line, outcome }) => `${line} ${outcome}`,
  );

async function kept(id: number, kind: 'file' | 'refused') {
  let text = '';
  for await (const part of importParts(room.db, id, kind)) text += part;
  return text;
}

async function known() {
  await room.importing('known@example.org,,news,2025-03-01,fair', 'left@example.org,,news,2025-03-01,fair');
  await leave(room, (await room.reader('left@example.org')).id, how);
  room.clock.advance(1_000);
}

test('a list is taken in, tried, and brought in by the same rules as the command', async () => {
  await known();
  const id = await receive(list, 'C:\\Lists\\list.csv');
  expect(await readerImport(room.db, id)).toMatchObject({
    state: 'uploaded',
    name: 'list.csv',
    octets: list.length,
  });
  expect(await previewImport(room.db, id)).toEqual([
    { name: 'Mail', field: 'email', samples: ['new@example.org', 'known@example.org', 'left@example.org'] },
    { name: 'Topics', field: null, samples: ['news', 'people', 'news'] },
    { name: 'Where', field: null, samples: ['fair', 'fair', 'fair'] },
    { name: 'Colour', field: null, samples: ['red'] },
  ]);
  await expect(startReaderImport(room, { id, by })).rejects.toThrow('cannot be done');
  await tryReaderImport(room, { id, by, telling: { byIndex: fields } });
  expect(await waitingReaderImports(room.db, room.clock.now())).toEqual([id]);
  await runReaderImport(room, id, signal);
  const tried = await readerImport(room.db, id);
  expect(tried).toMatchObject({ state: 'tried', rowsDone: 5 });
  expect(tried.report).toMatchObject({
    rows: 5,
    added: 1,
    updated: 1,
    left: 1,
    repeated: 1,
    rejected: 1,
    dryRun: true,
  });
  const expected = ['2 repeated', '3 updated', '4 left', '5 rejected', '6 added'];
  expect(await outcomes(id)).toEqual(expected);
  await expect(room.reader('new@example.org')).rejects.toThrow('No reader');
  const refused = await kept(id, 'refused');
  expect(refused).toMatch(/^Mail,Topics,Where,Colour,reason,line\r\nnobody,news,fair,,.*,5\r\n$/);

  await startReaderImport(room, { id, by });
  await runReaderImport(room, id, signal);
  expect(await readerImport(room.db, id)).toMatchObject({
    state: 'done',
    report: { added: 1, dryRun: false },
  });
  expect(await outcomes(id)).toEqual(expected);
  expect(await room.reader('new@example.org')).toMatchObject({ choice: ['people'], consentSource: 'fair' });
  expect((await room.reader('left@example.org')).state).toBe('unsubscribed');
  expect(await kept(id, 'file')).toBe('');
  expect((await listActs(room.db, { limit: 1 }))[0]).toMatchObject({
    act: 'reader.file-imported',
    params: { added: 1, updated: 1, rejected: 1 },
  });
  await runReaderImport(room, id, signal);
  expect((await readerImport(room.db, id)).state).toBe('done');
});

test('who left by what the list says is seen by the column that was matched', async () => {
  const id = await receive('a,b,c\nx@example.org,news,unsubscribed\ny@example.org,news,active\n');
  await tryReaderImport(room, { id, by, telling: { byIndex: ['email', 'sections', 'state'] } });
  await runReaderImport(room, id, signal);
  expect(await outcomes(id)).toEqual(['2 leftElsewhere', '3 added']);
});

test('what is no list is said, and it can be matched anew', async () => {
  const id = await receive('a,b\nx@example.org,news\n', 'unsubscribed.csv');
  await tryReaderImport(room, { id, by, telling: { byIndex: ['email', 'sections'] } });
  await runReaderImport(room, id, signal);
  expect(await readerImport(room.db, id)).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('says "unsubscribed"'),
  });
  await tryReaderImport(room, { id, by, telling: { byIndex: ['email', 'sections'] } });
  expect((await readerImport(room.db, id)).state).toBe('trying');
});

test('an empty file, or one that is too large, leaves nothing', async () => {
  await expect(receive('')).rejects.toThrow('empty');
  const large = async function* () {
    for (let at = 0; at < 51; at += 1) yield Buffer.alloc(1_000_000, 'a');
  };
  await expect(receiveReaderImport(room, { name: 'x', by, chunks: large() })).rejects.toThrow('50 MB');
  expect(await room.db.selectFrom('reader_imports').select('id').execute()).toEqual([]);
  expect(await room.db.selectFrom('reader_import_parts').select('number').execute()).toEqual([]);
});

test('a worker that is stopped leaves it to the next, and two never do it at once', async () => {
  const id = await receive(list);
  await tryReaderImport(room, { id, by, telling: { byIndex: fields } });
  const stopped = AbortSignal.abort();
  await expect(runReaderImport(room, id, stopped)).rejects.toThrow();
  expect(await waitingReaderImports(room.db, room.clock.now())).toEqual([id]);
  await Promise.all([runReaderImport(room, id, signal), runReaderImport(room, id, signal)]);
  expect((await readerImport(room.db, id)).state).toBe('tried');
});

test('lists are removed after a day, and with the erasure of somebody in them', async () => {
  const erased = await receive(list);
  await tryReaderImport(room, { id: erased, by, telling: { byIndex: fields } });
  await runReaderImport(room, erased, signal);
  await eraseAddress(room, parseEmailAddress('New@example.org'), how);
  await expect(readerImport(room.db, erased)).rejects.toThrow('no longer here');
  const old = await receive(list);
  room.clock.advance(25 * 3_600_000);
  await retainSubscribers(room, { left: 28, unconfirmed: 14 });
  await expect(readerImport(room.db, old)).rejects.toThrow('no longer here');
});

test('a first line that is hostile is no list, and takes no time', async () => {
  await expect(
    previewImport(
      room.db,
      await receiveReaderImport(room, { name: 'x', by, chunks: inPieces(','.repeat(400_000), 65_536) }),
    ),
  ).rejects.toThrow('columns');
  const id = await receiveReaderImport(room, {
    name: 'x',
    by,
    chunks: inPieces(`"${'a'.repeat(400_000)}`, 65_536),
  });
  expect((await previewImport(room.db, id))[0]?.name.length).toBeLessThan(100);
});
