import { beforeAll, expect, it } from 'vitest';
import { readXml, xmlTexts } from '../support/xml.ts';
import { ARTICLE, openedArchive } from './archive.ts';

const HEADLINE = 'Five < six & <b>bold</b>';
const SUMMARY = '“Ünïcode” 👩‍👩‍👧, a <script> & "quotes"';
let feed: string;

beforeAll(async () => {
  const archive = await openedArchive();
  await archive.correct(ARTICLE, { headline: HEADLINE, summary: SUMMARY }, 'Both were <wrong>.');
  feed = await archive.text('/feed.xml');
});

it('prints a description as the HTML that readers take it for', () => {
  const descriptions = xmlTexts(readXml(feed), '/rss/channel/item/description');
  expect(descriptions).toContain('“Ünïcode” 👩‍👩‍👧, a &lt;script&gt; &amp; "quotes"');
});

it('prints a title that stays itself, whether a reader takes it for text or for HTML', () => {
  expect(xmlTexts(readXml(feed), '/rss/channel/item/title')).toContain(HEADLINE);
  expect(feed).toContain('<title>Five &#x3C; six &#x26; &#x3C;b&gt;bold&#x3C;/b&gt;</title>');
});
