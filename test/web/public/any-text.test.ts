import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { editionNumber, movableClock } from '../../../src/core/index.ts';
import { loadSnapshot } from '../../../src/editions/index.ts';
import { correctArticle, publishEdition } from '../../../src/publishing/index.ts';
import { PNG, put } from '../../editions/folders.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { readHtml } from '../../support/html.ts';
import { sentEdition } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { readXml, xmlTexts } from '../../support/xml.ts';

const HEADLINE =
  'Beans ‮override ⁧isolate שלום مرحبا 👩‍👩‍👧 Zal\u0337go soft\u00adhyphen </script><b>&amp; ]]> 漢字かな';
const SHOWN = `${HEADLINE}\u2069\u202c`;
const BODY = `## ${HEADLINE}\n\n${'w'.repeat(998)} &#1; &#xD800; &#xFFFE; line\u2028break </article> ]]>`;
const quoted = JSON.stringify(HEADLINE);
const EDITION = `number: 31
cover: May 2031
title: ${quoted}
strapline: ${quoted}
publisher: ${quoted}
mailbox: notes@example.org
sections:
  - slug: seeds
    label: ${JSON.stringify(HEADLINE.slice(0, 78))}
    description: ${quoted}
`;
const ARTICLE = `---
headline: ${quoted}
section: seeds
summary: ${quoted}
organisation: ${quoted}
contact: { name: ${quoted}, role: ${quoted} }
image: { file: a.png, alt: ${quoted}, caption: ${quoted} }
links: [{ text: ${quoted}, url: "https://example.org/?a=1&b='2" }]
---
${BODY}
`;

const { db } = await freshDatabase();
const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
const deps = { db, clock, queue: bell() };
let web: string;
let slug: string;
const get = async (path: string) => {
  const answer = await fetch(`${web}${path}`);
  expect(answer.status, path).toBe(200);
  return answer.text();
};

beforeAll(async () => {
  web = await servedWeb(deps);
  const files = { 'edition.yaml': EDITION, 'welcome.md': BODY, '01-beans.md': ARTICLE, 'a.png': PNG };
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-edition-'));
  put(dir, files);
  const edition = await sentEdition(deps, dir);
  rmSync(dir, { recursive: true });
  await publishEdition(deps, edition);
  const frozen = await loadSnapshot(db, edition);
  slug = frozen?.snapshot.sections[0]?.articles[0]?.slug ?? '';
});

describe('an edition of the oddest words', () => {
  it('has pages that a browser reads without an error', async () => {
    const paths = ['/', '/editions', '/editions/31', `/editions/31/${slug}`, '/sections/seeds', '/feeds'];
    for (const path of [...paths, '/search?q=beans', '/search?q=%00%ED%A0%80']) {
      const { errors } = readHtml(await get(path));
      expect(errors, path).toEqual([]);
    }
    const { elements } = readHtml(await get(`/editions/31/${slug}`));
    expect(elements.find(({ name }) => name === 'h1')?.text).toBe(SHOWN);
  });

  it('has feeds and lists of well-formed XML, and JSON', async () => {
    for (const path of ['/feed', '/sections/seeds/feed', '/editions/feed']) {
      const rss = readXml(await get(`${path}.xml`));
      const atom = readXml(await get(`${path}.atom`));
      const json = JSON.parse(await get(`${path}.json`));
      const titles = xmlTexts(rss, '/rss/channel/item/title');
      expect(titles[0]).toContain(SHOWN);
      expect(xmlTexts(atom, '/feed/entry/title')).toEqual(titles);
      expect(json.items.map(({ title }: { title: string }) => title)).toEqual(titles);
      expect(xmlTexts(rss, '/rss/channel/title')).toEqual(xmlTexts(atom, '/feed/title'));
    }
    for (const path of ['/feeds.opml', '/sitemap.xml'])
      expect(readXml(await get(path)).length).toBeGreaterThan(2);
  });

  it('may be corrected with worse words', async () => {
    const contents = {
      headline: `${HEADLINE}\u0000\u0007\n\ud800`,
      summary: 'C1 \u0092 \u2029 \ufffe',
      body: 'bell\u0007 esc\u001b\r\n\r\nhalf\udc00',
      links: [],
    };
    const by = editor('editor@example.org');
    const request = {
      edition: editionNumber(31),
      article: slug,
      content: contents,
      note: 'NUL\u0000\nnext',
      by,
    };
    const corrected = await correctArticle(deps, request);
    const { elements, errors } = readHtml(await get(`/editions/31/${corrected.slug}`));
    expect(errors).toEqual([]);
    expect(elements.find(({ name }) => name === 'h1')?.text).toBe(`${HEADLINE} \ufffd\u2069\u202c`);
    expect(xmlTexts(readXml(await get('/feed.xml')), '/rss/channel/item/content:encoded')[0]).toContain(
      'NUL next',
    );
  });
});
