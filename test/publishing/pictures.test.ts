import { expect, it } from 'vitest';
import { editionNumber, movableClock, picturesOf } from '../../src/core/index.ts';
import { loadSnapshot, loadStanding } from '../../src/editions/index.ts';
import { publishEdition, putBackArticle, takeDownArticle } from '../../src/publishing/index.ts';
import { compileEdition, spliceMail } from '../../src/rendering/index.ts';
import { standardTheme } from '../../templates/theme.ts';
import { article, folder, PNG } from '../editions/folders.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { sentEdition } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';
import { readXml } from '../support/xml.ts';

const PUBLIC_URL = 'https://bulletin.example.org';
const WORDS = ['The old shed', 'Its new roof', 'The hinges, oiled'];
/** Other bytes for each, and the same picture. */
const file = (mark: string) => Buffer.concat([PNG, Buffer.from(mark)]);

it('shows all pictures of an article, in their order, wherever the article is read, until it is taken down', async () => {
  const { db } = await freshDatabase();
  const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
  const pictures =
    '\n  - file: roof.png\n    alt: Its new roof\n    caption: Slate & tin\n  - file: hinges.png\n    alt: The hinges, oiled';
  const links =
    '\n  - text: Roof plan\n    url: https://example.org/roof.pdf\n    type: pdf\n    size: 1.4 MB\n  - text: The society\n    url: https://example.org/\n  - text: Costs (XLSX, 20 KB)\n    url: https://example.org/costs.xlsx';
  const dir = folder({
    '02-shed.md': article({
      headline: 'Shed',
      image: '\n  file: shed.png\n  alt: The old shed',
      pictures,
      links,
    }),
    '03-roof.md': article({ headline: 'Roof', pictures: '\n  - file: roof.png\n    alt: A roof' }),
    'shed.png': file('1'),
    'roof.png': file('2'),
    'hinges.png': file('3'),
  });
  const number = await sentEdition({ db, clock }, dir);
  await publishEdition({ db, clock }, number);
  const frozen = await loadSnapshot(db, number);
  const [, shed, roof] = frozen?.snapshot.sections[0]?.articles ?? [];
  expect(picturesOf(shed ?? {}).map(({ alt }) => alt)).toEqual(WORDS);
  // Without a first one the first of the list is it.
  expect([roof?.image?.alt, roof?.pictures]).toEqual(['A roof', undefined]);

  const web = await servedWeb({ db, clock }, { publicUrl: PUBLIC_URL });
  const get = (path: string) => fetch(`${web}${path}`, { redirect: 'manual' });
  const text = async (path: string) => (await get(path)).text();
  const alts = (html: string) =>
    [...html.matchAll(/<img[^>]*? alt="([^"]*)"[^>]*? width="1" height="1"/g)].map(([, alt]) => alt);
  const page = await text('/editions/31/shed');
  expect(alts(page)).toEqual(WORDS);
  expect(page).toContain('Slate &amp; tin');
  const documents = ['Roof plan (PDF, 1.4 MB)', 'Costs (XLSX, 20 KB)'];
  const linked = (html: string) =>
    [...html.matchAll(/href="https:\/\/example\.org\/[a-z.]*"[^>]*>([^<]+)</g)].map(([, words]) =>
      words?.trim(),
    );
  const order = ['The society', ...documents];
  expect(linked(page)).toEqual(order);
  expect(page).toMatch(/The society.*Documents.*Roof plan/s);
  expect(page.indexOf('Its new roof')).toBeGreaterThan(page.indexOf('Sow <strong>early'));
  const items = async (kind: string, path: string) =>
    readXml(await text(`/feed.${kind}`))
      .filter((node) => node.path === path && node.text?.includes('The old shed'))
      .map((node) => alts(node.text ?? ''));
  expect(await items('xml', '/rss/channel/item/content:encoded')).toEqual([WORDS]);
  const json = JSON.parse(await text('/feed.json')).items as { title: string; content_html: string }[];
  const shedItem = json.find(({ title }) => title === 'Shed')?.content_html ?? '';
  expect([alts(shedItem), linked(shedItem)]).toEqual([WORDS, order]);

  const standing = await loadStanding(db, number);
  if (!standing) throw new Error('It was approved.');
  const compiled = await compileEdition(standing, { publicUrl: PUBLIC_URL, theme: standardTheme });
  const mail = spliceMail(compiled, compiled.sections);
  expect(alts(mail.html).slice(0, 3)).toEqual(WORDS);
  expect(linked(mail.html)).toEqual(order);
  expect(mail.text).toContain(
    '* The society [4]\n\nDocuments\n* Roof plan (PDF, 1.4 MB) [5]\n* Costs (XLSX, 20 KB) [6]\n',
  );
  expect(mail.text).toMatch(
    /Picture: The old shed \[1\]\n\nSow \*early\*\.\n\nPicture: Its new roof \[2\]\n\nSlate & tin\n\nPicture: The hinges, oiled \[3\]\n\n/,
  );

  const deps = { db, clock, queue: bell(), render: async () => {}, interrupt: async () => {} };
  const down = { edition: editionNumber(31), article: 'shed', reason: 'It names a witness.', by: editor() };
  const addresses = [...new Set(page.match(/\/images\/[0-9a-f]{64}\.png/g))];
  const statuses = async () => Promise.all(addresses.map(async (path) => (await get(path)).status));
  expect(addresses).toHaveLength(3);
  await takeDownArticle(deps, down);
  // Another article has the roof too.
  expect((await statuses()).sort()).toEqual([200, 410, 410]);
  await putBackArticle(deps, down);
  expect(await statuses()).toEqual([200, 200, 200]);
});
