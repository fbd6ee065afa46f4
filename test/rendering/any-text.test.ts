import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sectionSlug } from '../../src/core/index.ts';
import { articlesOf, overlay } from '../../src/publishing/overlay.ts';
import {
  articleItem,
  articlePage,
  compileEdition,
  editionItem,
  editionPage,
  type Feed,
  frontPage,
  joinedText,
  renderFeed,
  spliceMail,
} from '../../src/rendering/index.ts';
import { localeFor } from '../../src/words/index.ts';
import { standardTheme } from '../../templates/theme.ts';
import { type HtmlElement, readHtml } from '../support/html.ts';
import { readXml, xmlTexts } from '../support/xml.ts';
import { anyEdition } from './any-edition.ts';
import { publicUrl, site } from './site.ts';

const anyReading = anyEdition.map(({ frozen }) =>
  overlay(frozen, { corrections: [], takedowns: [], listed: true }),
);
type Reading = ReturnType<typeof overlay>;

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
const textsOf = (elements: readonly HtmlElement[], name: string) =>
  elements.filter((element) => element.name === name).map(({ text }) => folded(text));
const headlines = (edition: Reading) => articlesOf(edition).map(({ headline }) => folded(headline));

function feedOf(edition: Reading): Feed {
  const options = { publicUrl, locale: localeFor('en-GB'), timeZone: 'Europe/London' };
  return {
    id: `${publicUrl}/feed.atom`,
    title: edition.title,
    description: edition.welcome,
    language: 'en-GB',
    publisher: edition.publisher,
    home: `${publicUrl}/`,
    page: (format, page) => `${publicUrl}/feed.${format}?page=${page}`,
    number: 1,
    pages: 1,
    icon: `${publicUrl}/icon.svg`,
    stylesheet: '/feed.xsl',
    updated: edition.updated,
    items: [
      ...articlesOf(edition).map((article) => articleItem(article, edition.publisher, options)),
      editionItem(edition, options),
    ],
  };
}

/** jsonfeed.org/version/1.1: what it requires, and the types of what we give. */
const jsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string().optional(),
  icon: z.url(),
  language: z.string(),
  authors: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      url: z.url(),
      title: z.string(),
      summary: z.string().optional(),
      content_html: z.string(),
      date_published: z.iso.datetime(),
      date_modified: z.iso.datetime().optional(),
      authors: z.array(z.strictObject({ name: z.string() })).min(1),
      tags: z.array(z.string()),
      image: z.url().optional(),
      attachments: z
        .array(z.strictObject({ url: z.url(), mime_type: z.string(), size_in_bytes: z.int().min(0) }))
        .optional(),
    }),
  ),
});

describe('any text', () => {
  test('gives a mail that a browser reads without an error, with every headline', async () => {
    await fc.assert(
      fc.asyncProperty(anyEdition, async ({ frozen, chosen }) => {
        const compiled = await compileEdition(frozen, { publicUrl, theme: standardTheme });
        const { html, text } = spliceMail(compiled, chosen.map(sectionSlug));
        const { elements, errors } = readHtml(html);
        expect(errors).toEqual([]);
        const wanted = frozen.snapshot.sections
          .filter(({ slug }) => chosen.includes(slug))
          .flatMap(({ articles }) => articles.map(({ headline }) => folded(headline)));
        expect(
          textsOf(elements, 'h3').filter((heading) => wanted.includes(heading)).length,
        ).toBeGreaterThanOrEqual(wanted.length);
        expect(text).not.toMatch(/[^\t\n\P{Cc}]|\p{Surrogate}/u);
      }),
      { numRuns: 30 },
    );
  });

  test('gives pages that a browser reads without an error, with every headline', () => {
    fc.assert(
      fc.property(anyReading, (edition) => {
        const whole = readHtml(
          joinedText(editionPage(site, edition, { chosen: undefined, around: {}, feeds: [] })),
        );
        expect(whole.errors).toEqual([]);
        expect(textsOf(whole.elements, 'h3')).toEqual(expect.arrayContaining(headlines(edition)));
        for (const article of articlesOf(edition)) {
          const { elements, errors } = readHtml(
            articlePage(site, edition, article, { feeds: [], related: [], editions: [] }),
          );
          expect(errors).toEqual([]);
          expect(textsOf(elements, 'h1')).toEqual([folded(article.headline)]);
          const [block] = elements.filter(({ attributes }) => attributes.type === 'application/ld+json');
          expect(JSON.parse(block?.text ?? '')).toMatchObject({ headline: article.headline });
        }
        const front = readHtml(frontPage(site, { latest: edition, editions: [], feeds: [] }));
        expect(front.errors).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('gives feeds of well-formed XML and valid JSON that say the same', () => {
    fc.assert(
      fc.property(anyReading, (edition) => {
        const feed = feedOf(edition);
        const titles = feed.items.map(({ title }) => title);
        const contents = feed.items.map(({ content: { from, html } }) =>
          html(from.map((source) => source.print())),
        );
        const rss = readXml(joinedText(renderFeed(feed, 'rss')));
        expect(xmlTexts(rss, '/rss/channel/item/content:encoded')).toEqual(
          contents.filter((html) => html !== ''),
        );
        const atom = readXml(joinedText(renderFeed(feed, 'atom')));
        expect(xmlTexts(atom, '/feed/entry/content')).toEqual(contents);
        const json = jsonFeed.parse(JSON.parse(joinedText(renderFeed(feed, 'json'))));
        expect(json.items.map(({ content_html }) => content_html)).toEqual(contents);
        for (const read of [
          xmlTexts(rss, '/rss/channel/item/title'),
          xmlTexts(atom, '/feed/entry/title'),
          json.items.map(({ title }) => title),
        ]) {
          expect(read).toEqual(titles);
        }
        for (const html of contents)
          expect(readHtml(`<!doctype html><title>x</title>${html}`).errors).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
