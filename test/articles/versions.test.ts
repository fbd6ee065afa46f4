import { beforeAll, describe, expect, it } from 'vitest';
import { invitePerson, personBy } from '../../src/access/index.ts';
import {
  acceptArticle,
  addNote,
  alikeArticles,
  createArticle,
  declineArticle,
  findArticles,
  holdArticle,
  keepWorkingCopy,
  listArticles,
  listNotes,
  listVersions,
  loadVersion,
  moveToEdition,
  openWorkingCopy,
  restoreVersion,
  saveArticle,
  showArticle,
  typedFrom,
} from '../../src/articles/index.ts';
import {
  type Actor,
  type ArticleId,
  articleId,
  type Database,
  editionNumber,
  movableClock,
  type NamedPerson,
  parseEmailAddress,
  sectionSlug,
  type VersionContent,
} from '../../src/core/index.ts';
import { selectLastEditor } from '../../src/editions/approvals.store.ts';
import { assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import { registerSections, requireSection } from '../../src/sections/index.ts';
import { article, EDITION, folder, put } from '../editions/folders.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from '../support/edition.ts';

const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
let db: Database;
let deps: { db: Database; clock: typeof clock };
let ed: Extract<Actor, { kind: 'person' }>;
let kim: typeof ed;
let seeds: VersionContent['sectionId'];

const named = async (email: string): Promise<typeof ed> => {
  await invitePerson({ db, clock }, { email: parseEmailAddress(email), roles: ['editor'], by: editor() });
  return { kind: 'person', ...((await personBy(db, parseEmailAddress(email))) as NamedPerson) };
};

beforeAll(async () => {
  ({ db } = await freshDatabase());
  deps = { db, clock };
  [ed, kim] = [await named('ed@example.org'), await named('kim@example.org')];
  const sections = [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await insertEdition(db, 31, { sections: JSON.stringify(sections) });
  seeds = (await requireSection(db, 'seeds')).id;
});

const content = (more: Partial<VersionContent> = {}): VersionContent => ({
  sectionId: seeds,
  headline: 'Peas',
  summary: '',
  body: 'Sow peas.',
  links: [],
  ...more,
});
const fresh = async (by: Actor = ed, more: Partial<VersionContent> = {}) =>
  (await createArticle(deps, content(more), { by, how: 'desk' })).article;
const save = (id: ArticleId, base: number, body: string, by: Actor = ed) =>
  saveArticle(deps, id, { content: content({ body }), base, writer: { by, how: 'desk' } });
const numbers = async (id: ArticleId) =>
  (await listVersions(db, id)).map(({ number, how }) => `${number} ${how}`);
const acts = async (id: ArticleId) =>
  (
    await db
      .selectFrom('acts')
      .selectAll()
      .where('subject_type', '=', 'article')
      .where('subject', '=', id)
      .orderBy('id')
      .execute()
  ).map(({ act, params }) => ({ act, params }));

describe('versions of an article', () => {
  it('are made by each save, say who wrote them, and can be brought back as a new one', async () => {
    const id = await fresh();
    expect(await save(id, 1, 'Sow peas early.')).toMatchObject({ outcome: 'saved', version: 2 });
    expect(await save(id, 2, 'Sow peas early.')).toMatchObject({ outcome: 'unchanged', version: 2 });
    expect(await restoreVersion(deps, id, { number: 1, by: kim })).toMatchObject({ version: 3 });
    expect((await showArticle(db, id)).body).toBe('Sow peas.');
    const [third, , first] = await listVersions(db, id);
    expect([third?.by, third?.restored, first?.by]).toEqual([kim, 1, ed]);
    expect(await acts(id)).toEqual([
      { act: 'article.written', params: { from: 0, to: 1 } },
      { act: 'article.written', params: { from: 1, to: 2 } },
      { act: 'article.version-restored', params: { from: 2, to: 3, restored: 1 } },
    ]);
  });

  it('are refused where somebody else has written since, and not where one has oneself', async () => {
    const id = await fresh();
    await save(id, 1, 'From one tab.');
    expect(await save(id, 1, 'From the other tab.')).toMatchObject({ outcome: 'saved', version: 3 });
    const late = await save(id, 1, 'From Kim.', kim);
    expect(late).toMatchObject({
      outcome: 'conflict',
      newest: { number: 3, content: { body: 'From the other tab.' } },
    });
    expect((await showArticle(db, id)).body).toBe('From the other tab.');
    expect(await save(id, 3, 'From Kim.', kim)).toMatchObject({ outcome: 'saved', version: 4 });
  });

  it('lose nothing of a hundred saves of two editors at once', async () => {
    const id = await fresh();
    const base = { ed: 1, kim: 1 };
    let refused = 0;
    const written: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      await Promise.all(
        (['ed', 'kim'] as const).map(async (who) => {
          const body = `${who} ${round}`;
          const answer = await save(id, base[who], body, who === 'ed' ? ed : kim);
          if (answer.outcome === 'conflict') {
            refused += 1;
            base[who] = answer.newest.number;
          } else {
            written.push(body);
            base[who] = answer.version;
          }
        }),
      );
    }
    const kept = await Promise.all(
      (await listVersions(db, id)).map(
        async ({ number }) => (await loadVersion(db, id, number)).content.body,
      ),
    );
    expect(kept.slice(0, -1).sort()).toEqual(written.sort());
    expect(written.length + refused).toBe(100);
    expect(refused).toBeGreaterThan(0);
  });

  it('are made by a process that knows nothing of them, and are then by nobody', async () => {
    const id = await fresh();
    await db.updateTable('articles').set({ body: 'Old.' }).where('id', '=', id).execute();
    await db.updateTable('articles').set({ position: 3 }).where('id', '=', id).execute();
    expect(await numbers(id)).toEqual(['2 desk', '1 desk']);
    expect((await listVersions(db, id))[0]?.by).toBeNull();
    expect(await save(id, 1, 'New.')).toMatchObject({ outcome: 'conflict' });
  });

  it('cannot be changed or deleted', async () => {
    const change = db.updateTable('article_versions').set({ words: 'x' }).execute();
    await expect(change).rejects.toThrow('append-only');
    await expect(db.deleteFrom('article_versions').execute()).rejects.toThrow('append-only');
  });
});

describe('a folder and the desk', () => {
  const bring = (dir: string) => importEditionFolder(deps, dir, editor());
  const only = async (edition: number) =>
    (await listArticles(db)).filter((one) => one.edition_number === editionNumber(edition));

  it('keep the text that was changed last, and the import says which', async () => {
    const dir = folder({ 'edition.yaml': EDITION.replace('31', '50') });
    await bring(dir);
    const [first] = await only(50);
    const id = articleId(first?.id ?? 0);
    const desk = { ...content({ headline: 'Beans' }), body: 'Sow late.' };
    await saveArticle(deps, id, { content: desk, base: 1, writer: { by: ed, how: 'desk' } });

    const again = await bring(dir);
    expect(again.articles.unchanged).toEqual(['01-beans.md']);
    expect(again.notes.join()).toContain('01-beans.md: was changed at the desk since it was last imported');
    expect((await showArticle(db, id)).body).toBe('Sow late.');

    put(dir, { '01-beans.md': article({}, 'Sow never.\n') });
    const changed = await bring(dir);
    expect(changed.articles.updated).toEqual(['01-beans.md']);
    expect(changed.notes.join()).toContain(`stays as version 2 of article ${id}`);
    expect(await numbers(id)).toEqual(['3 folder', '2 desk', '1 folder']);
    expect((await bring(dir)).notes).toEqual([]);
  });
});

describe('decisions on an article', () => {
  it('keep their words, and say which edition it left', async () => {
    const id = await fresh();
    await acceptArticle(deps, id, ed);
    await assembleEdition(deps, editionNumber(31), kim);
    await saveArticle(deps, id, {
      content: content({ body: 'x' }),
      base: 1,
      writer: { by: ed, how: 'desk' },
    });
    expect(await selectLastEditor(db, editionNumber(31))).toEqual(ed);
    await assembleEdition(deps, editionNumber(31), kim);
    await declineArticle(deps, id, { reason: 'Not now.', by: ed });
    expect(await selectLastEditor(db, editionNumber(31))).toEqual(ed);
    await addNote(deps, id, { words: 'Pity.', by: kim });
    expect(await selectLastEditor(db, editionNumber(31))).toEqual(ed);
    expect(await listNotes(db, id)).toMatchObject([
      { about: 'declined', words: 'Not now.', by: ed },
      { about: 'note', words: 'Pity.', by: kim },
    ]);
    expect((await acts(id)).at(-2)).toEqual({
      act: 'article.declined',
      params: { from: 'accepted', left: 31 },
    });
  });

  it('hold it back from the next edition until it is accepted', async () => {
    const id = await fresh();
    await acceptArticle(deps, id, ed);
    await holdArticle(deps, id, { by: ed });
    await assembleEdition(deps, editionNumber(31), ed);
    expect(await showArticle(db, id)).toMatchObject({ state: 'submitted', edition_number: null });
    await acceptArticle(deps, id, ed);
    await assembleEdition(deps, editionNumber(31), ed);
    expect(await showArticle(db, id)).toMatchObject({ state: 'accepted', edition_number: 31, held_at: null });
  });
});

describe('looking for articles', () => {
  it('finds by words, standing, section and edition, and counts', async () => {
    const id = await fresh(ed, { headline: '100% quinoa_pie', body: 'x' });
    await holdArticle(deps, id, { by: ed });
    const found = await findArticles(db, { words: '% QUINOA_', order: 'newest', page: 1 });
    expect(found).toMatchObject({ total: 1, pages: 1, articles: [{ id, status: 'held', section: 'Seeds' }] });
    expect([...found.counts]).toEqual([['held', 1]]);
    await fresh(ed, { headline: 'Within', body: 'It says marrowfat in the middle.' });
    const within = { words: 'MARROWFAT middle', order: 'newest', page: 1 } as const;
    expect((await findArticles(db, within)).articles).toMatchObject([{ headline: 'Within' }]);
    const none = { words: 'quinoa', status: 'accepted', order: 'headline', page: 1 } as const;
    expect(await findArticles(db, none)).toMatchObject({ total: 0, articles: [] });
  });

  it('warns of another that may be the same', async () => {
    const body = Array.from({ length: 90 }, (_, at) => `word${at}`).join(' ');
    const first = await fresh(ed, { headline: 'A first', body });
    const near = await fresh(ed, { headline: 'Another', body: `${body} and one more thing` });
    const named = await fresh(ed, { headline: 'a FIRST', body: 'Something else entirely is said here.' });
    await fresh(ed, { headline: 'Apart', body: 'Nothing in common with any other text at all.' });
    expect((await alikeArticles(db, first)).map(({ id }) => id)).toEqual([named, near]);
    expect(await alikeArticles(db, near)).toMatchObject([{ id: first, headlineSame: false }]);
  });

  it('moves one to an edition that has its section, and out again', async () => {
    const id = await fresh();
    const edition = editionNumber(31);
    await expect(moveToEdition(deps, id, { edition, by: ed })).rejects.toThrow('accept it');
    await acceptArticle(deps, id, ed);
    await moveToEdition(deps, id, { edition, by: ed });
    expect(await showArticle(db, id)).toMatchObject({ edition_number: 31 });
    await moveToEdition(deps, id, { edition: null, by: ed });
    expect((await acts(id)).at(-1)?.params).toEqual({ from: 31, to: null, left: 31 });
  });
});

describe('a working copy', () => {
  it('is one for each editor and article, and nobody else’s', async () => {
    const id = await fresh();
    const key = { person: ed.id, article: id };
    await keepWorkingCopy(deps, key, { base: 1, typed: typedFrom({ headline: 'Pea' }) });
    await keepWorkingCopy(deps, key, { base: 1, typed: typedFrom({ headline: 'Pears' }) });
    await keepWorkingCopy(deps, { person: ed.id, article: null }, { base: 0, typed: typedFrom({}) });
    expect(await openWorkingCopy(db, key)).toMatchObject({ base: 1, typed: { headline: 'Pears' } });
    expect(await openWorkingCopy(db, { person: kim.id, article: id })).toBeUndefined();
    expect(await numbers(id)).toEqual(['1 desk']);
  });
});
