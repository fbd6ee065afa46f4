import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseEmailAddress, type SectionSlug } from '../../src/core/index.ts';
import { changePreferences, importSubscribers, leave, subscribe } from '../../subscribers/index.ts';
import { how, openReadingRoom, slugs } from './reading-room.ts';

test('good rows go in with their consent, bad ones into a file with line and reason', async () => {
  const room = await openReadingRoom();
  const file = await room.csv(
    '\ufeffsections,Email,name,organisation,consent_at,consent_source,colour',
    'news;people,Ada@Example.org,"Lovelace, Ada",Analytical Society,2025-03-01,form at the fair,red',
    '*,bob@bücher.example,,,2025-03-01T09:30:00+01:00,,',
    '',
    'news,not-an-address,,,,,',
    'gossip,cy@example.org,,,,,',
    ',dee@example.org,,,,,',
    'news,eve@example.org,,,01/02/2025,,',
    'news,fay@example.org,,,2099-01-01,,',
    'news,gil@example.org,,,2025-02-30,,',
    'news,"hal@example.org',
    'news,ida@example.org,too,many,,,,values',
    'news,jo@example.org,"two\nlines",,,,',
  );
  const report = await importSubscribers(room, file);
  expect(report).toMatchObject({ rows: 11, added: 3, rejected: 8, repeated: 0, newSections: [] });

  expect(await room.reader('ada@example.org')).toMatchObject({
    state: 'active',
    stateReason: 'imported',
    email: 'Ada@example.org',
    name: 'Lovelace, Ada',
    organisation: 'Analytical Society',
    choice: slugs('news', 'people'),
    consentAt: new Date('2025-03-01T00:00:00Z'),
  });
  expect(await room.reader('bob@xn--bcher-kva.example')).toMatchObject({
    choice: 'all',
    name: null,
    consentAt: new Date('2025-03-01T08:30:00Z'),
  });
  expect((await room.reader('jo@example.org')).name).toBe('two lines');
  expect(await room.ledger('ada@example.org')).toEqual(['imported: imported']);

  const rejected = (await readFile(report.rejectedFile ?? '', 'utf8')).trimEnd().split('\r\n');
  expect(report.rejectedFile).toBe(file.replace('.csv', '.rejected.csv'));
  expect(rejected[0]).toBe('sections,Email,name,organisation,consent_at,consent_source,colour,reason,line');
  expect(rejected.slice(1).map((line) => line.replace(/^.*?,+([A-Z"].*)$/, '$1'))).toEqual([
    expect.stringMatching(/correct format.*,5$/),
    expect.stringMatching(/no section ""gossip"". The sections are: news, people, events\.",6$/),
    expect.stringMatching(/No sections.*,7$/),
    expect.stringMatching(/no date for consent_at.*,8$/),
    expect.stringMatching(/future.*,9$/),
    expect.stringMatching(/no date for consent_at.*,10$/),
    expect.stringMatching(/never closed.*,11$/),
    expect.stringMatching(/8 values where the first line names 7.*,12$/),
  ]);
});

test('a column of languages is read however it is written, and says nothing where it names none of ours', async () => {
  const room = await openReadingRoom();
  const rows = [
    'a@example.org,*,cy-GB',
    'b@example.org,*,Cymraeg',
    'c@example.org,*,English',
    'd@example.org,*,French',
  ];
  await importSubscribers(room, await room.csv('email,sections,Iaith', ...rows));
  const held = async (name: string) => (await room.reader(`${name}@example.org`)).language;
  expect(await Promise.all(['a', 'b', 'c', 'd'].map(held))).toEqual(['cy', 'cy', 'en', null]);
  room.clock.advance(1000);
  expect(await importSubscribers(room, await room.csv('email,sections', 'a@example.org,*'))).toMatchObject({
    unchanged: 1,
  });
  expect(
    await importSubscribers(room, await room.csv('email,sections,language', 'b@example.org,*,en')),
  ).toMatchObject({ updated: 1 });
  expect(await Promise.all(['a', 'b'].map(held))).toEqual(['cy', 'en']);
});

test('the rejected file, put right, imports; and is gone once nothing is rejected', async () => {
  const room = await openReadingRoom();
  const file = await room.csv('email,sections', 'ada@example.org,gossip', 'bob@example.org,news');
  const { rejectedFile } = await importSubscribers(room, file);
  expect(await importSubscribers(room, rejectedFile ?? '')).toMatchObject({ rows: 1, rejected: 1 });
  const [gossip] = slugs('gossip');
  const added = { slug: gossip as SectionSlug, label: 'Gossip', description: '', position: 9 };
  await room.db.insertInto('sections').values(added).execute();
  expect(await importSubscribers(room, rejectedFile ?? '')).toMatchObject({
    rows: 1,
    added: 1,
    rejectedFile: null,
  });
  room.clock.advance(1000);
  expect(await importSubscribers(room, file)).toMatchObject({ unchanged: 2, rejectedFile: null });
  await expect(readFile(rejectedFile ?? '')).rejects.toThrow('ENOENT');
});

test('importing again updates, keeps what a row leaves empty, and changes nothing when nothing differs', async () => {
  const room = await openReadingRoom();
  await room.importing('ada@example.org,Ada,news,2025-03-01,fair');
  room.clock.advance(60_000);
  expect(await room.importing('ADA@example.org,,people,,', 'bob@example.org,,*,,')).toMatchObject({
    added: 1,
    updated: 1,
  });
  const ada = await room.reader('ada@example.org');
  expect(ada).toMatchObject({ name: 'Ada', email: 'ADA@example.org', choice: slugs('people') });
  expect(ada.consentAt).toEqual(new Date('2025-03-01T00:00:00Z'));
  room.clock.advance(60_000);
  expect(await room.importing('ADA@example.org,,people,,', 'bob@example.org,,*,,')).toMatchObject({
    unchanged: 2,
  });
  expect(await room.ledger('ada@example.org')).toHaveLength(2);
});

test('of rows with one address the last counts, in one batch or in several', async () => {
  const room = await openReadingRoom();
  expect(await room.importing('ada@example.org,A,news,,', 'Ada@Example.org,B,people,,')).toMatchObject({
    rows: 2,
    added: 1,
    repeated: 1,
  });
  expect(await room.reader('ada@example.org')).toMatchObject({ name: 'B', choice: slugs('people') });

  room.clock.advance(1000);
  const many = Array.from({ length: 4_500 }, (_, n) => `reader${n}@example.org,,news,,`);
  const report = await room.importing('dup@example.org,first,news,,', ...many, 'dup@example.org,last,*,,');
  expect(report).toMatchObject({ rows: 4_502, added: 4_501, repeated: 1 });
  expect(await room.reader('dup@example.org')).toMatchObject({ name: 'last', choice: 'all' });
});

test('nobody who left comes back by an import, and a reader’s own later choice stands', async () => {
  const room = await openReadingRoom();
  await room.importing('left@example.org,,*,,', 'chose@example.org,Old,*,,', 'asked@example.org,,*,,');
  await leave(room.deps, (await room.reader('left@example.org')).id, how);
  await changePreferences(room.deps, (await room.reader('chose@example.org')).id, {
    choice: slugs('events'),
    name: 'Own',
    how,
  });
  await leave(room.deps, (await room.reader('asked@example.org')).id, how);
  await subscribe(room.deps, { email: parseEmailAddress('asked@example.org'), choice: 'all' }, how);
  room.clock.advance(1000);

  const again = [
    'left@example.org,,*,,',
    'chose@example.org,Old,*,2025-01-01,list',
    'asked@example.org,,*,,',
  ];
  expect(await room.importing(...again)).toMatchObject({ left: 2, ownChoice: 1, added: 0, updated: 0 });
  expect((await room.reader('left@example.org')).state).toBe('unsubscribed');
  expect((await room.reader('asked@example.org')).state).toBe('pending');
  expect(await room.reader('chose@example.org')).toMatchObject({ name: 'Own', choice: slugs('events') });

  const newer = `chose@example.org,Old,news,${room.clock.now().toISOString()},asked by phone`;
  expect(await room.importing(newer)).toMatchObject({ updated: 1 });
  expect((await room.reader('chose@example.org')).choice).toEqual(slugs('news'));
});

test('before the first edition, sections are taken on trust', async () => {
  const room = await openReadingRoom({ sections: [] });
  const report = await room.importing(
    'ada@example.org,,new-powers;People,,',
    'bob@example.org,,not a slug,,',
  );
  expect(report).toMatchObject({ added: 1, rejected: 1, newSections: ['new-powers', 'people'] });
  expect((await room.reader('ada@example.org')).choice).toEqual(slugs('new-powers', 'people'));
  const sections = await room.db
    .selectFrom('sections')
    .select(['slug', 'label'])
    .orderBy('position')
    .execute();
  expect(sections[0]).toEqual({ slug: 'new-powers', label: 'New powers' });
});

test.each([
  ['', 'The file is empty'],
  ['a@example.org,news\n', 'holds an address where it must name the columns'],
  ['Mail;Topics\na@example.org;news', '--map "Topics=sections"'],
  ['email,name\na@example.org,A', 'Missing: sections'],
  ['email,sections,E-Mail,email\n', 'there twice'],
])('the file %j is refused in one sentence', async (content, sentence) => {
  const room = await openReadingRoom();
  await expect(importSubscribers(room, await room.csv(content))).rejects.toThrow(sentence);
});

test('a file that is not there is said', async () => {
  const room = await openReadingRoom();
  await expect(importSubscribers(room, '/nowhere/readers.csv')).rejects.toThrow('There is no file');
});
