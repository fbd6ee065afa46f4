import { beforeAll, describe, expect, it } from 'vitest';
import {
  contentNow,
  editionArticles,
  listArticles,
  listVersions,
  loadVersion,
  saveArticle,
} from '../../src/articles/index.ts';
import { editionNumber, movableClock, sectionSlug, sha256 } from '../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  changesBetween,
  draftSnapshot,
  importEditionFolder,
  listEditions,
} from '../../src/editions/index.ts';
import { listSections } from '../../src/sections/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { article, EDITION, folder, PNG, put, refusal } from './folders.ts';

const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
let db: Awaited<ReturnType<typeof freshDatabase>>['db'];
beforeAll(async () => {
  ({ db } = await freshDatabase());
});

const numbered = (number: number) => EDITION.replace('31', String(number));
const bring = (dir: string) => importEditionFolder({ db, clock }, dir, editor());
const everything = async () => [await listArticles(db), await listSections(db), await listEditions(db)];

describe('importing an edition folder', () => {
  it('brings in the sample edition, and the second time changes nothing', async () => {
    const first = await bring('sample/edition-07');
    expect(first).toMatchObject({ edition: 7, outcome: 'created' });
    expect(first.articles.created).toHaveLength(12);
    const stored = await everything();
    clock.advance(1_000);
    const second = await bring('sample/edition-07');
    expect(second).toMatchObject({
      outcome: 'unchanged',
      articles: { created: [], updated: [], withdrawn: [] },
    });
    expect(second.articles.unchanged).toHaveLength(12);
    expect(await everything()).toEqual(stored);
  });

  it('stores nothing at all when one file has a fault', async () => {
    const before = await everything();
    await refusal(bring(folder({ 'edition.yaml': numbered(40), '02.md': article({ section: 'none' }) })));
    expect(await everything()).toEqual(before);
  });

  it('updates what changed, adds what is new and withdraws what has gone', async () => {
    const dir = folder({
      'edition.yaml': numbered(41),
      '02.md': article({ headline: 'Leeks' }),
      '03.md': article(),
    });
    await bring(dir);
    put(dir, {
      '01-beans.md': undefined,
      '02.md': article({ headline: 'Beans' }),
      '04.md': article({ headline: 'New' }),
    });
    put(dir, { 'edition.yaml': `${numbered(41).replace('May 2031', 'June 2031')}\nsubject: stories\n` });
    expect(await bring(dir)).toMatchObject({
      outcome: 'updated',
      articles: { created: ['04.md'], updated: ['02.md'], unchanged: ['03.md'], withdrawn: ['01-beans.md'] },
    });
    const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(41));
    expect([snapshot.cover, snapshot.subject]).toEqual(['June 2031', 'stories']);
    expect(snapshot.sections[0]?.articles.map(({ slug }) => slug)).toEqual(['beans', 'beans-2', 'new']);
  });

  it('lets two articles swap their headlines', async () => {
    const dir = folder({ 'edition.yaml': numbered(42), '02.md': article({ headline: 'Leeks' }) });
    await bring(dir);
    put(dir, { '01-beans.md': article({ headline: 'Leeks' }), '02.md': article({ headline: 'Beans' }) });
    expect((await bring(dir)).articles.updated).toEqual(['01-beans.md', '02.md']);
    const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(42));
    expect(snapshot.sections[0]?.articles.map(({ slug }) => slug)).toEqual(['leeks', 'beans']);
  });

  it('keeps an image under the hash of the bytes that came', async () => {
    const image = '\n  file: a.png\n  alt: A bean\n  caption: Seen in May';
    const dir = folder({ 'edition.yaml': numbered(43), '01-beans.md': article({ image }), 'a.png': PNG });
    expect(await bring(dir)).toMatchObject({ images: 1 });
    expect((await bring(dir)).articles.unchanged).toEqual(['01-beans.md']);
    const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(43));
    const shown = snapshot.sections[0]?.articles[0]?.image;
    const kept = await db
      .selectFrom('images')
      .select('bytes')
      .where('hash', '=', sha256(PNG))
      .executeTakeFirstOrThrow();
    expect(shown).toEqual({
      hash: sha256(PNG),
      mediaType: 'image/png',
      alt: 'A bean',
      caption: 'Seen in May',
      width: 1,
      height: 1,
      octets: kept.bytes.length,
    });
  });

  it('keeps translations with their articles, their versions and what is frozen, and what the desk has translated', async () => {
    const two = (dir: string) => importEditionFolder({ db, clock, languages: ['en', 'cy'] }, dir, editor());
    const cy = (headline: string) => `---\nheadline: ${headline}\n---\nHauwch.\n`;
    const dir = folder({
      'edition.yaml': numbered(44),
      'welcome.cy.md': 'Helô.\n',
      '01-beans.cy.md': cy('Ffa'),
      '02.md': article({ headline: 'Leeks' }),
    });
    await two(dir);
    expect(await two(dir)).toMatchObject({ outcome: 'unchanged', articles: { updated: [] } });
    put(dir, { '01-beans.cy.md': cy('Ffa dringo'), 'welcome.cy.md': 'Helô eto.\n' });
    expect(await two(dir)).toMatchObject({ outcome: 'updated', articles: { updated: ['01-beans.md'] } });
    const [beans, leeks] = (await editionArticles(db, editionNumber(44))).articles;
    if (!beans || !leeks) throw new Error('Two articles are missing.');
    const before = await draftSnapshot({ db, clock }, editionNumber(44));
    expect(before.snapshot.translations).toEqual({ cy: { welcome: 'Helô eto.' } });
    expect(before.snapshot.sections[0]?.articles[0]?.translations?.cy?.headline).toBe('Ffa dringo');
    expect((await listVersions(db, beans.id)).map(({ number }) => number)).toEqual([2, 1]);
    expect((await loadVersion(db, beans.id, 1)).content.translations?.cy?.headline).toBe('Ffa');

    const ofDesk = { cy: { headline: 'Cennin', summary: '', body: 'O’r ddesg.' } };
    const writer = { by: editor('ed@example.org'), how: 'desk' as const };
    const content = { ...contentNow(leeks), translations: ofDesk };
    await saveArticle({ db, clock }, leeks.id, { content, base: 1, writer });
    put(dir, { '02.md': article({ headline: 'Leeks', summary: 'New.' }) });
    await two(dir);
    const now = await draftSnapshot({ db, clock }, editionNumber(44));
    expect(now.snapshot.sections[0]?.articles[1]).toMatchObject({ summary: 'New.', translations: ofDesk });
    expect(changesBetween(before.snapshot, now.snapshot)).toEqual([
      '“Leeks” was changed: summary, translation into Welsh (cy).',
    ]);

    put(dir, { '01-beans.cy.md': undefined });
    await two(dir);
    const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(44));
    expect(snapshot.sections[0]?.articles[0]).not.toHaveProperty('translations');
  });

  it('takes the labels of the latest edition, each edition keeping its own', async () => {
    const label = (number: number, text: string) =>
      numbered(number).replace('label: Seeds', `label: ${text}`);
    await bring(folder({ 'edition.yaml': label(51, 'Newer') }));
    await bring(folder({ 'edition.yaml': label(50, 'Older') }));
    expect((await listSections(db)).find(({ slug }) => slug === 'seeds')?.label).toBe('Newer');
    const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(50));
    expect(snapshot.sections[0]?.label).toBe('Older');
  });

  it('refuses a section that has been retired', async () => {
    await bring(folder({ 'edition.yaml': numbered(52).replace('sheds', 'ponds') }));
    await db
      .updateTable('sections')
      .set({ retired_at: clock.now() })
      .where('slug', '=', sectionSlug('ponds'))
      .execute();
    const { details } = await refusal(
      bring(folder({ 'edition.yaml': numbered(53).replace('sheds', 'ponds') })),
    );
    expect(details).toEqual(['edition.yaml sections: "ponds" is retired.']);
  });

  it('refuses once the edition is approved', async () => {
    const dir = folder({ 'edition.yaml': numbered(54) });
    await bring(dir);
    await assembleEdition({ db, clock }, editionNumber(54), editor());
    await approveEdition({ db, clock, queue: bell() }, editionNumber(54), editor('ed@example.org'));
    const refused = await refusal(bring(dir));
    expect(refused).toMatchObject({ code: 'conflict' });
    expect(refused.sentence).toMatch(/^Edition 54 is approved: its content is frozen/);
  });

  it('lets two imports of one folder at once both end well', async () => {
    const dir = folder({ 'edition.yaml': numbered(55) });
    const reports = await Promise.all([bring(dir), bring(dir), bring(dir)]);
    expect(reports.map(({ outcome }) => outcome).sort()).toEqual(['created', 'unchanged', 'unchanged']);
  });
});
