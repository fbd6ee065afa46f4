import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliverConsequences, listActs } from '../../src/acts/index.ts';
import { performers } from '../../src/compose/performers.ts';
import { loadConfig } from '../../src/config.ts';
import { type SectionId, type SectionSlug, silentLog } from '../../src/core/index.ts';
import { changeSection, openSectionBook, registerSections, sectionBook } from '../../src/sections/index.ts';
import { SECTION_MOVES, type SectionState, sectionState } from '../../src/sections/section.ts';
import { sectionReaders } from '../../subscribers/index.ts';
import { openReadingRoom, slugs } from '../subscribers/reading-room.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';

const by = editor();

test('a choice that was being made while its section ended is moved too, as far as the merges go', async () => {
  const room = await openReadingRoom({ sections: ['news', 'people', 'events', 'tools'] });
  await room.importing('late@example.org,,events,,', 'gone@example.org,,events,,');
  const book = await openSectionBook(room.db);
  const choose = (address: string, ...ids: (SectionId | undefined)[]) =>
    room.db
      .updateTable('subscribers')
      .set({ sections: ids.map((id) => id as SectionId) })
      .where('email', '=', address)
      .execute();
  await changeSection(room, { kind: 'merge', section: 'people', into: 'news' }, by);
  await changeSection(room, { kind: 'merge', section: 'news', into: 'events' }, by);
  await changeSection(room, { kind: 'retire', section: 'tools' }, by);
  // Their forms were read before the section ended and are written after it.
  await choose('late@example.org', book.find('people')?.id);
  await choose('gone@example.org', book.find('tools')?.id, book.find('events')?.id);
  // The process that changed the sections has died: whoever comes by delivers.
  await deliverConsequences({
    ...room,
    log: silentLog,
    performers: performers({ ...room, config: loadConfig({}) }),
  });
  expect((await room.reader('late@example.org')).choice).toEqual(slugs('events'));
  expect((await room.reader('gone@example.org')).choice).toEqual(slugs('events'));
  expect((await room.ledger('late@example.org')).at(-1)).toBe('sections changed: section merged');
  const told = await room.ledger('gone@example.org');
  await deliverConsequences({
    ...room,
    log: silentLog,
    performers: performers({ ...room, config: loadConfig({}) }),
  });
  expect(await room.ledger('gone@example.org')).toEqual(told);
});

test('who did it is on record', async () => {
  const room = await openReadingRoom();
  await changeSection(room, { kind: 'rename', section: 'people', label: 'Folk' }, by);
  await changeSection(room, { kind: 'merge', section: 'people', into: 'news' }, by);
  await changeSection(room, { kind: 'retire', section: 'events' }, by);
  await room.db.transaction().execute((tx) =>
    registerSections(tx, [{ slug: 'fresh' as SectionSlug, label: 'Fresh', description: '' }], {
      by,
      at: room.clock.now(),
    }),
  );
  const acts = (await listActs(room.db, { limit: 10 })).map(({ act, by: who, params }) => ({
    act,
    who,
    params,
  }));
  expect(acts).toMatchObject([
    { act: 'section.registered', params: { slug: 'fresh' } },
    { act: 'section.retired', params: { slug: 'events' } },
    { act: 'section.merged', params: { slug: 'people', into: { slug: 'news' } } },
    { act: 'section.renamed', params: { from: 'The people', to: 'Folk' } },
  ]);
  expect(acts.every(({ who }) => who.kind === 'command' && who.as === 'ed@example.org')).toBe(true);
});

test('the room and PostgreSQL agree on every move from every state', async () => {
  const { db } = await freshDatabase();
  const deps = { db, clock: { now: () => new Date() }, queue: bell(), sectionReaders };
  const STATES = Object.keys(SECTION_MOVES) as SectionState[];
  let made = 0;
  const add = async (state: SectionState) => {
    const name = `s${made++}` as SectionSlug;
    const target = state === 'merged' ? await add('open') : undefined;
    const row = { slug: name, label: name, description: '', position: made };
    const { id } = await db.insertInto('sections').values(row).returning('id').executeTakeFirstOrThrow();
    const ended = { retired_at: new Date(), merged_into: target?.id ?? null };
    if (state !== 'open') await db.updateTable('sections').set(ended).where('id', '=', id).execute();
    return { id, slug: name };
  };
  for (const from of STATES) {
    for (const kind of ['rename', 'merge', 'retire'] as const) {
      const section = await add(from);
      const into = await add('open');
      const change = { kind, section: section.slug, into: into.slug, label: 'New' };
      const to = SECTION_MOVES[from][kind];
      const done = await changeSection(deps, change, by).then(
        () => true,
        () => false,
      );
      const now = (await openSectionBook(db)).find(section.slug);
      expect({ from, kind, done, state: now && sectionState(now) }).toEqual({
        from,
        kind,
        done: to !== undefined,
        state: to ?? from,
      });
      const values = {
        rename: { label: 'By hand' },
        merge: { retired_at: new Date(), merged_into: into.id },
        retire: { retired_at: new Date(0), merged_into: null },
      }[kind];
      const raw = await add(from);
      const byHand = db.updateTable('sections').set(values).where('id', '=', raw.id).execute();
      if (to === undefined) await expect(byHand).rejects.toThrow('has ended');
      else await byHand;
    }
  }
  const { id } = await add('open');
  const { id: ended } = await add('retired');
  const set = (values: { merged_into?: SectionId; retired_at?: Date; slug?: SectionSlug }) =>
    db.updateTable('sections').set(values).where('id', '=', id).execute();
  const at = new Date();
  await expect(set({ slug: 'other' as SectionSlug })).rejects.toThrow('for ever');
  await expect(set({ merged_into: id, retired_at: at })).rejects.toThrow('cannot be merged');
  await expect(set({ merged_into: ended, retired_at: at })).rejects.toThrow('cannot be merged');
  await expect(db.deleteFrom('sections').where('id', '=', id).execute()).rejects.toThrow('cannot be removed');
});

test('a slug becomes what its merges end in, whatever they are, and never goes round for ever', () => {
  const arrows = fc.array(fc.option(fc.nat(9), { nil: null }), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(arrows, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (into, retired) => {
      const sections = into.map((to, at) => ({
        id: (at + 1) as SectionId,
        slug: `s${at}` as SectionSlug,
        label: '',
        description: '',
        colour: null,
        language: null,
        retired: to !== null || retired[at] === true,
        mergedInto: to === null ? null : ((to + 1) as SectionId),
      }));
      const book = sectionBook(sections);
      for (const section of sections) {
        const now = book.becomes(section.slug);
        expect(now?.retired ?? false).toBe(false);
        if (!section.retired) expect(now).toBe(section);
        const heir = book.heir(section.slug);
        if (now) expect(heir).toBe(now);
      }
    }),
  );
});
