import { expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { correctArticle, publishEdition } from '../../src/publishing/index.ts';
import { article, EDITION, folder } from '../editions/folders.ts';
import { languageAt } from '../rendering/spoken.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { sentEdition } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';

const publicUrl = 'https://bulletin.example.org/field';
const LANGUAGES = ['en', 'cy'] as const;

it('is read in each language, with ways to the same page in the other, and says what is in one alone', async () => {
  const { db } = await freshDatabase();
  const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
  const dir = folder({
    'edition.yaml': EDITION,
    'edition.cy.yaml': 'title: Nodiadau’r Maes\nsections:\n  - slug: seeds\n    label: Hadau\n',
    '01-beans.cy.md': '---\nheadline: Ffa\nsummary: Yn fyr.\n---\nHauwch yn gynnar.\n',
    '02-leeks.md': article({ headline: 'Leeks' }),
  });
  const number = await sentEdition({ db, clock, languages: LANGUAGES }, dir);
  await publishEdition({ db, clock }, number);
  const site = await servedWeb({ db, clock }, { publicUrl, languages: LANGUAGES });
  const get = (path: string) => fetch(`${site}/field${path}`, { redirect: 'manual' });
  const text = async (path: string) => (await get(path)).text();
  const links = (html: string) =>
    [...html.matchAll(/<link rel="(?:canonical|alternate)"(?: hreflang="([^"]*)")? href="([^"]*)"/g)].map(
      ([, lang, href]) => [lang, href],
    );
  const [own, other] = [`${publicUrl}/editions/31`, `${publicUrl}/cy/editions/31`];

  const [english, welsh] = [await text('/editions/31'), await text('/cy/editions/31')];
  expect(english).toMatch(/<html lang="en-GB"/);
  expect(links(english)).toEqual([
    [undefined, own],
    ['en-GB', own],
    ['cy', other],
  ]);
  expect(english).not.toMatch(/Ffa|Hadau|Maes/);
  expect(english).toContain('href="/field/cy/editions/31" lang="cy" hreflang="cy"');

  expect(welsh).toMatch(/<html lang="cy"/);
  expect(links(welsh)).toEqual([
    [undefined, other],
    ['cy', other],
    ['en-GB', own],
  ]);
  expect(languageAt(welsh, 'Nodiadau’r Maes')).toContain('cy');
  expect(languageAt(welsh, 'Hadau')).toContain('cy');
  expect(languageAt(welsh, 'Hauwch yn gynnar.')).toEqual(['cy']);
  expect(languageAt(welsh, 'Leeks')).toEqual(['en-GB', 'en-GB']);
  expect(languageAt(welsh, 'Word from the allotments')).toEqual(['en-GB']);
  expect(languageAt(welsh, 'Dim ond yn Saesneg y mae’r stori hon ar gael.')).toEqual(['cy']);
  expect(welsh).toContain('href="/field/cy/editions/31/beans"');
  expect(welsh).toContain('href="/field/editions/31" lang="en-GB" hreflang="en-GB"');

  const story = await text('/cy/editions/31/beans');
  expect(languageAt(story, 'Ffa')).toContain('cy');
  expect(links(story)[2]).toEqual(['en-GB', `${own}/beans`]);
  expect(await text('/cy/editions/31?sections=seeds')).toContain('Hauwch yn gynnar.');
  expect(await text('/cy/editions')).toContain('href="/field/cy/editions/31"');
  expect((await get('/cy/editions/31/nothing')).status).toBe(404);
  for (const path of ['/cy', '/cy/']) {
    const front = await text(path);
    expect(languageAt(front, 'Ffa')).toContain('cy');
    expect(links(front)[0]).toEqual([undefined, `${publicUrl}/cy/`]);
  }
  const section = await text('/cy/sections/seeds');
  expect(languageAt(section, 'Hadau')).toContain('cy');
  expect(section).toContain('href="/field/cy/editions/31/beans"');
  expect((await get('/cy/sections/seeds/feed.xml')).status).toBe(404);
  // Who signs up chooses sections by the names that the editions give them, and reads of each what stands in it.
  const signUp = await text('/cy/subscribe');
  expect(languageAt(signUp, 'Hadau')).toEqual(['cy']);
  expect(languageAt(signUp, 'Sheds')).toEqual(['en-GB']);
  expect(signUp).toContain('Diweddaraf: Ffa');
  expect(languageAt(signUp, 'Nodiadau’r Maes')).toContain('cy');
  expect(await text('/subscribe')).not.toMatch(/Hadau|Ffa|Maes/);
  expect((await get('/cy/editions/31/feed.xml')).status).toBe(404);
  const moved = await get('/cy/editions/031');
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/field/cy/editions/31']);

  const map = await text('/sitemap.xml');
  const said = `<xhtml:link rel="alternate" hreflang="en-GB" href="${own}"/><xhtml:link rel="alternate" hreflang="cy" href="${other}"/>`;
  for (const url of [own, other]) expect(map).toContain(`<loc>${url}</loc>${said}`);

  clock.advance(60_000);
  await correctArticle(
    { db, clock, queue: bell() },
    {
      edition: number,
      article: 'beans',
      content: { body: 'Sow late.' },
      note: 'It said early.',
      by: editor(),
    },
  );
  const corrected = await text('/cy/editions/31/beans');
  expect(corrected).not.toContain('Hauwch');
  expect(languageAt(corrected, 'Sow late.')).toEqual(['en-GB']);
  expect(corrected).toContain('Dim ond yn Saesneg');

  const alone = await servedWeb({ db, clock }, { publicUrl });
  const plain = await (await fetch(`${alone}/field/editions/31`)).text();
  expect(plain).not.toMatch(/hreflang|Ffa/);
  expect((await fetch(`${alone}/field/cy/editions/31`)).status).toBe(404);
});
