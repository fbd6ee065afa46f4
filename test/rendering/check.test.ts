import { beforeAll, describe, expect, test } from 'vitest';
import { contentNow, editionArticles, saveArticle } from '../../src/articles/index.ts';
import { type Database, editionNumber, movableClock } from '../../src/core/index.ts';
import { approveEdition, assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import { checkContact } from '../../src/rendering/check/contacts.ts';
import { checkContent } from '../../src/rendering/check/content.ts';
import { checkLink, checkLinks } from '../../src/rendering/check/links.ts';
import { loadRendering, preflight, renderEdition } from '../../src/rendering/index.ts';
import { gazetteTheme, standardTheme } from '../../templates/theme.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { sampleEdition } from './sample.ts';

const options = { publicUrl: 'https://bulletin.example.org', theme: standardTheme };
const messages = (findings: { message: string }[]) => findings.map(({ message }) => message);

test('what stands large is told in the article’s language', () => {
  const { snapshot } = sampleEdition();
  const [section] = snapshot.sections;
  const [article] = section?.articles ?? [];
  if (!section || !article) throw new Error('The sample has an article.');
  const large = (language: string, body: string) =>
    messages(
      checkContent(
        { ...snapshot, grammar: 2, sections: [{ ...section, language, articles: [{ ...article, body }] }] },
        [],
        { theme: standardTheme },
      ),
    ).filter((message) => message.includes('stands large'));
  expect(large('cy', '**3 Mai** yw’r dyddiad.')).toEqual([]);
  expect(large('cy', '**3 mil** o bobl.')).toHaveLength(1);
  expect(large('fr', '**3 mai** est la date.')).toEqual([]);
});

describe('the preflight', () => {
  const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
  let db: Database;
  beforeAll(async () => {
    ({ db } = await freshDatabase());
    await importEditionFolder({ db, clock }, 'sample/edition-07', editor());
  });

  test('finds the sample edition fit, and tells the size of every variant', async () => {
    const { articles, findings, variants } = await preflight({ db, clock }, editionNumber(7), options);
    expect(findings.filter(({ level }) => level !== 'advice')).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
    expect(articles.map((article) => article.variants)).toEqual(
      Array(12).fill({ full: 64, short: 0, headline: 0 }),
    );
    expect(articles.filter(({ why }) => why)).toEqual([]);
    expect(variants).toHaveLength(127);
    expect(Math.max(...variants.map(({ octets }) => octets))).toBeLessThan(75_000);
  });

  test('says how the mails are named where their subject is by stories, and which headlines it cuts', async () => {
    const edition = editionNumber(7);
    await db.updateTable('editions').set({ subject: 'stories' }).where('number', '=', edition).execute();
    const { findings } = await preflight({ db, clock }, edition, options);
    await db.updateTable('editions').set({ subject: null }).where('number', '=', edition).execute();
    const said = findings.filter(({ message }) => message.includes('subject'));
    expect(said.map(({ level, where }) => `${level} ${where}`)).toContain('advice edition');
    expect(messages(said).join()).toContain('“Common Ground 7: Local Action Fund opens');
    expect(messages(said).join()).toMatch(
      /is cut where .*: “Common Ground 7: Operation Lanternfish: .*…, and one more”/,
    );
  });

  test('says what has no Welsh, and looks at the Welsh that there is and at the size of its mails', async () => {
    const [article] = (await editionArticles(db, editionNumber(7))).articles;
    if (!article) throw new Error('The sample has an article.');
    const translations = { cy: { headline: 'Stori', summary: '', body: '#### Pennawd\n\nTestun.' } };
    const contact = { name: 'Press office', email: 'susan.smith@example.org' };
    const content = { ...contentNow(article), contact, translations };
    await saveArticle({ db, clock }, article.id, { content, base: 1, writer: { by: editor(), how: 'desk' } });
    const two = { ...options, languages: ['en', 'cy'] as const };
    const { findings, variants } = await preflight({ db, clock }, editionNumber(7), two);
    const said = messages(findings.filter(({ level }) => level === 'warning'));
    expect(said.find((message) => message.startsWith('11 articles have no Welsh'))).toContain('“');
    expect(said).toContain('The welcome has no Welsh: the edition’s own stands there.');
    expect(said.filter((message) => message.startsWith('The label has no Welsh'))).toHaveLength(7);
    expect(findings.filter(({ where }) => where === article.slug).map(({ message }) => message)).toContain(
      'In Welsh: There is no summary.',
    );
    // The contact is the original's, and said there.
    expect(messages(findings).filter((message) => message.includes('susan.smith'))).toHaveLength(1);
    expect(variants.filter(({ language }) => language === 'cy')).toHaveLength(127);
    await saveArticle({ db, clock }, article.id, {
      content: { ...contentNow(article), translations: {} },
      base: 2,
      writer: { by: editor(), how: 'desk' },
    });
    expect((await editionArticles(db, editionNumber(7))).articles[0]?.translations).toBeNull();
  });

  test('an approved edition is compiled once for its options', async () => {
    const number = editionNumber(7);
    await expect(renderEdition({ db, clock }, number, options)).rejects.toThrow('not approved');
    await assembleEdition({ db, clock }, number, editor());
    await approveEdition({ db, clock, queue: bell() }, number, editor('editor@example.org'));
    const first = await renderEdition({ db, clock }, number, options);
    expect(await renderEdition({ db, clock }, number, options)).toEqual(first);
    const content = { edition: number, snapshot: first.snapshotHash };
    expect(await loadRendering(db, content)).toEqual(first);
    clock.advance(1_000);
    const other = await renderEdition({ db, clock }, number, { ...options, theme: gazetteTheme });
    expect(other).not.toEqual(first);
    expect(await loadRendering(db, content)).toEqual(other);
    expect(await loadRendering(db, content, options)).toEqual(first);
  });
});

describe('a check of the words', () => {
  test.each([
    ['[here](https://example.org)', 'The link text “here” does not say where it leads.'],
    ['[Click here.](https://example.org)', 'The link text “Click here.” does not say where it leads.'],
    [
      '[The form](../form.html)',
      'The link ../form.html looks dead: it is not a full address, so it is left out.',
    ],
    [
      '[The form](http://intranet/form)',
      'The link http://intranet/form looks dead: intranet is not a full host name.',
    ],
    [
      '[The form](https://192.168.0.1/)',
      'The link https://192.168.0.1/ looks dead: it is a private address.',
    ],
    [
      '[The form](https://example.org/TODO)',
      'The link https://example.org/TODO looks dead: it holds a placeholder.',
    ],
  ])('of links finds %s', (markdown, message) => {
    expect(messages(checkLinks(markdown, 'story'))).toEqual([message]);
  });

  test('of links lets good ones pass', () => {
    expect(checkLink({ text: 'Guide for applicants', url: 'https://example.org/guide' }, 'story')).toEqual(
      [],
    );
    expect(checkLinks('Write to <team@example.org> or [ring us](tel:+442079460101)', 'story')).toEqual([]);
  });

  test.each([
    [{ name: 'Miriam Oyelade', email: 'miriam.oyelade@example.org' }, 1],
    [{ name: 'Miriam Oyelade', email: 'fund@example.org' }, 1],
    [{ name: 'Local Action Fund team', email: 'local.action@example.org' }, 1],
    [{ name: 'Local Action Fund team', email: 'fund.team@example.org' }, 0],
    [{ name: 'Pause Desk team' }, 1],
    [undefined, 0],
  ])('of contacts prefers teams: %j', (contact, count) => {
    expect(checkContact(contact, 'story')).toHaveLength(count);
  });

  test('finds what an edition lacks', () => {
    const { snapshot } = sampleEdition();
    const [first, ...rest] = snapshot.sections;
    const [story] = first?.articles ?? [];
    if (!first || !story) throw new Error('The sample edition has no article.');
    const image = {
      ...sampleEdition().snapshot.sections[1]?.articles[0]?.image,
      alt: ' ',
    } as typeof story.image;
    const { preheader: _, ...without } = snapshot;
    const faulty = {
      ...without,
      sections: [
        {
          ...first,
          colour: '#ffcc00',
          articles: [{ ...story, image, body: '## One\n\n#### Two\n\n![x](y.png)' }],
        },
        ...rest,
      ],
    };
    const all = checkContent(faulty, [...snapshot.sections.map(({ slug }) => slug), 'sport'], {
      theme: standardTheme,
    });
    const found = all.filter(({ level }) => level !== 'advice');
    expect(found.filter(({ level }) => level === 'error')).toEqual([
      { level: 'error', where: 'local-action-fund', message: 'The image has no alternative text.' },
    ]);
    expect(found.map(({ where }) => where).sort()).toEqual(
      [
        'announcements',
        'edition',
        'local-action-fund',
        'local-action-fund',
        'local-action-fund',
        'sport',
      ].sort(),
    );
    expect(checkContent({ ...snapshot, sections: [] }, [], { theme: standardTheme })[0]?.message).toBe(
      'The edition holds no article.',
    );
  });
});
