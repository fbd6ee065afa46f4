import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { excerpt } from '../../src/publishing/excerpt.ts';
import { ARTICLE, openedArchive } from './archive.ts';

let archive: Awaited<ReturnType<typeof openedArchive>>;
let slug: string;
const FILLER = 'Rain fell on the town for a long time. '.repeat(8);

beforeAll(async () => {
  archive = await openedArchive();
  slug = await archive.correct(
    ARTICLE,
    {
      headline: 'Zephyrine <script>alert(1)</script>',
      summary: 'About zephyrine & "quotes" <b>bold</b>.',
      body: `“Quixotry”, said Élodie’s \\<ferry queue>—twice. ${FILLER} Umbrella. ${FILLER} A marmalade “parrot”.`,
    },
    'The name was wrong.',
  );
});

const found = async (query: string) => {
  const page = await archive.text(`/search?${new URLSearchParams({ q: query })}`);
  const hits = [...page.matchAll(/<h3>\s*<a href="([^"]+)">(.*?)<\/a>/gs)];
  const excerpts = [...page.matchAll(/<\/h3>\s*<p>(.*?)<\/p>/gs)].map(([, excerpt = '']) => excerpt);
  return {
    page,
    excerpts,
    hrefs: hits.map(([, href]) => href),
    headlines: hits.map(([, , headline]) => headline),
  };
};

describe('search', () => {
  it('puts an article with the word in its headline before one that only mentions it', async () => {
    const { hrefs, headlines } = await found('farm');
    expect(hrefs.length).toBeGreaterThan(1);
    expect(headlines[0]).toContain('<mark>farm</mark>');
    expect(headlines.at(-1)).not.toContain('<mark>');
  });

  it('finds other forms of a word, a phrase as it stands, and leaves out what is not wanted', async () => {
    expect((await found('farms')).hrefs).toEqual((await found('farm')).hrefs);
    const both = (await found('library desks')).hrefs;
    expect((await found('"desks library"')).hrefs).toEqual([]);
    expect(both.length).toBeGreaterThan(0);
    expect((await found('library -desks')).hrefs.some((href) => href === both[0])).toBe(false);
  });

  it('finds what PostgreSQL finds for the whole query, and nothing for what names only the unwanted', async () => {
    const { db } = archive;
    for (const query of [
      'farm',
      'library desks',
      '"library desks"',
      'farm or queue -library',
      '"said élodie" -umbrella',
      'queue -"ferry queue"',
      '"ferry queue" or marmalade',
      'farm -"a b c"',
      'the',
    ]) {
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM published_articles
        WHERE search @@ websearch_to_tsquery('english', searched_words(${query}))`.execute(db);
      expect([query, (await found(query)).hrefs.length]).toEqual([query, Math.min(10, rows[0]?.n ?? 0)]);
    }
    for (const query of ['-library', '-a -b', 'queue or -library', '""', '-"ferry queue"'])
      expect([query, (await found(query)).hrefs]).toEqual([query, []]);
  });

  it('is narrowed to a section, a year or an edition, and says where more is when nothing is left', async () => {
    const of = async (more: Record<string, string>) => {
      const page = await archive.text(`/search?${new URLSearchParams({ q: 'police', ...more })}`);
      const total = Number(/(\d+) articles? found/.exec(page)?.[1] ?? 0);
      return { page, total, hrefs: [...page.matchAll(/<h3>\s*<a href="([^"]+)"/g)].map(([, href]) => href) };
    };
    const whole = await of({});
    const [older, newer] = [await of({ from: 'issue-6' }), await of({ from: 'issue-7' })];
    expect(older.hrefs.every((href) => href?.startsWith('/editions/6/'))).toBe(true);
    expect([older.total > 0, newer.total > 0, older.total + newer.total]).toEqual([true, true, whole.total]);
    expect((await of({ from: '2026' })).total).toBe(whole.total);
    const unknowns: Record<string, string>[] = [
      { from: '1999' },
      { from: 'issue-99' },
      { section: 'never-was' },
    ];
    for (const unknown of unknowns)
      expect((await of(unknown)).total, JSON.stringify(unknown)).toBe(whole.total);
    const slugs = [...whole.page.matchAll(/<option value="([a-z-]+)"/g)].map(([, slug = '']) => slug);
    const each = await Promise.all(slugs.map(async (section) => (await of({ section })).total));
    expect(each.reduce((sum, total) => sum + total, 0)).toBe(whole.total);
    const narrow = await of({ section: slugs[each.findIndex((total) => total > 0)] ?? '', from: 'issue-6' });
    expect(narrow.page).toMatch(/<option value="issue-6" selected/);
    const second = await of({ from: '2026', page: '2' });
    expect(second.page).toContain('href="/search?q=police&amp;from=2026&amp;page=1"');
    const none = await archive.text('/search?q=xylophone&from=issue-6');
    expect(none).toContain('<a href="/search?q=xylophone">');
  });

  it('reads sixteen words, and shows all that was asked', async () => {
    const many = `${'library '.repeat(15)}desks`;
    const { hrefs, page } = await found(`${many} unheardof`);
    expect(hrefs).toEqual((await found('library desks')).hrefs);
    expect(page).toContain(`value="${many} unheardof"`);
    expect((await found(`library ${'or '.repeat(14)}desks unheardof`)).hrefs.length).toBeGreaterThan(0);
  });

  it('marks what was found, and prints what an editor wrote as text', async () => {
    const { page, hrefs } = await found('zephyrine');
    expect(hrefs).toEqual([`/editions/6/${slug}`]);
    expect(page).toContain('<mark>Zephyrine</mark> &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('&amp; &quot;quotes&quot;');
    expect(page).not.toMatch(/<script>alert|<b>bold/);
  });

  it('finds words beside quotation marks, dashes and brackets, whatever their case', async () => {
    for (const query of ['quixotry', '“said élodie”', 'élodie', 'Élodie’s', 'ferry', 'queue', 'twice'])
      expect((await found(query)).hrefs, query).toContain(`/editions/6/${slug}`);
    expect((await found('“élodie said”')).hrefs).toEqual([]);
  });

  it('shows the whole summary of an article that has the words in its headline or organisation alone', async () => {
    const { hrefs, excerpts } = await found('pell police');
    expect(excerpts[hrefs.findIndex((href) => href?.includes('three-forces'))]).toMatch(
      /^By sharing one queue .* do differently\.$/,
    );
  });

  it('shows “…” where words are left out, and at no other end', async () => {
    const of = async (query: string) => (await found(query)).excerpts[0] ?? '';
    expect(await of('zephyrine')).toMatch(/^About <mark>zephyrine<.*\s…$/s);
    expect(await of('umbrella')).toMatch(/^…\s\w.*\. <mark>Umbrella<.*\w\s…$/s);
    expect(await of('marmalade')).toMatch(/^…\s\w.*<mark>marmalade<\/mark> “parrot”\.$/s);
    expect(await of('bold umbrella')).toMatch(/^About.*<mark>bold<.*\w … \w.*<mark>Umbrella<.*\s…$/s);
  });

  it('shows the words as they were written, in brackets too', async () => {
    const { excerpts } = await found('queue élodie');
    expect(excerpts[0]).toContain(
      '“Quixotry”, said <mark>Élodie</mark>’s &lt;ferry <mark>queue</mark>&gt;—twice.',
    );
  });

  it('shows what was searched where a locale lowers one letter to two', () => {
    const searched = 'i\u0307zmir ferry';
    const marked = 'i\u0307zmir \ue000ferry\ue001';
    expect(excerpt({ written: '\u0130zmir Ferry', searched, marked })).toEqual([
      { text: 'i\u0307zmir ', hit: false },
      { text: 'ferry', hit: true },
    ]);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '"><script>',
    "' or 1=1 --",
    '\u0000\uE000\uE001',
    '((("',
    '!!!&|',
  ])('takes %j as words', async (query) => {
    const { page } = await found(query);
    expect(page).toContain('<h1>Search</h1>');
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain('"><script>');
  });

  it('is for people: no cache keeps it and no search engine lists it', async () => {
    const { page } = await found('farm');
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect((await archive.get('/search?q=farm&page=x')).status).toBe(404);
  });
});
