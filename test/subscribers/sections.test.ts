import { expect, test } from 'vitest';
import { changeSection, previewSectionChange } from '../../src/sections/index.ts';
import { importSubscribers, leaveSection, listSectionReaders } from '../../subscribers/index.ts';
import { editor } from '../support/actors.ts';
import { how, openReadingRoom, slugs } from './reading-room.ts';

async function library() {
  const room = await openReadingRoom({ sections: ['news', 'people', 'events', 'tools'] });
  await room.importing(
    'both@example.org,,news;people,,',
    'one@example.org,,people,,',
    'other@example.org,,events;people,,',
    'all@example.org,,*,,',
  );
  room.clock.advance(1000);
  return room;
}
const merge = { kind: 'merge', section: 'people', into: 'news' } as const;

test('merging is counted first, then gives its readers the other section and tells their ledgers', async () => {
  const room = await library();
  const counts = { chose: 3, haveBoth: 1, onlyThis: 1, all: 1 };
  expect(await previewSectionChange(room, merge)).toEqual({ ...counts, done: false });
  expect((await room.reader('one@example.org')).choice).toEqual(slugs('people'));

  expect(await changeSection(room, merge, editor())).toEqual({ ...counts, done: true });
  expect((await room.reader('both@example.org')).choice).toEqual(slugs('news'));
  expect((await room.reader('one@example.org')).choice).toEqual(slugs('news'));
  expect((await room.reader('other@example.org')).choice).toEqual(slugs('news', 'events'));
  expect((await room.reader('all@example.org')).choice).toBe('all');
  expect(await room.ledger('one@example.org')).toEqual([
    'imported: imported',
    'sections changed: section merged',
  ]);
  expect(await room.ledger('all@example.org')).toEqual(['imported: imported']);

  // What old files and old mails call it still means something.
  expect(await room.importing('late@example.org,,people;tools,,')).toMatchObject({ added: 1 });
  expect((await room.reader('late@example.org')).choice).toEqual(slugs('news', 'tools'));
  const { id } = await room.reader('other@example.org');
  expect(await leaveSection(room.deps, id, { section: 'people', how })).toMatchObject({ label: 'The news' });
  await expect(changeSection(room, merge, editor())).rejects.toThrow('has ended; it was merged into "news"');
});

test('retiring takes it out of every choice and says who has nothing left', async () => {
  const room = await library();
  expect(await changeSection(room, { kind: 'retire', section: 'people' }, editor())).toMatchObject({
    chose: 3,
    onlyThis: 1,
  });
  expect((await room.reader('one@example.org')).choice).toEqual([]);
  expect((await room.reader('other@example.org')).choice).toEqual(slugs('events'));
  expect((await room.ledger('one@example.org')).at(-1)).toBe('sections changed: section retired');
  const { sections, all } = await listSectionReaders(room.db);
  expect(all).toBe(1);
  expect(sections.find((section) => section.slug === 'people')).toMatchObject({ retired: true, chosenBy: 0 });
  const late = await room.csv('email,sections', 'late@example.org,people');
  expect(await importSubscribers(room, late)).toMatchObject({ rejected: 1 });
});

test('renaming changes the label only', async () => {
  const room = await library();
  await changeSection(room, { kind: 'rename', section: 'people', label: ' People & places ' }, editor());
  expect((await room.reader('one@example.org')).choice).toEqual(slugs('people'));
  const { sections } = await listSectionReaders(room.db);
  expect(sections.map((section) => section.label)).toContain('People & places');
  expect((await room.ledger('one@example.org')).at(-1)).toBe('section renamed: section renamed');
});

test.each([
  [{ kind: 'merge', section: 'news', into: 'news' }, 'into itself'],
  [{ kind: 'retire', section: 'gossip' }, 'The sections are: news, people'],
  [{ kind: 'rename', section: 'news', label: ' ' }, 'one line of 1 to 100'],
] as const)('%j is refused', async (change, sentence) => {
  const room = await openReadingRoom();
  await expect(previewSectionChange(room, change)).rejects.toThrow(sentence);
});
