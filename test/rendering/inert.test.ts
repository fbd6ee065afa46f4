import { describe, expect, test } from 'vitest';
import { articlesOf, overlay } from '../../src/publishing/overlay.ts';
import {
  articleItem,
  articlePage,
  compileEdition,
  editionItem,
  editionPage,
  frontPage,
  joinedText,
  spliceMail,
} from '../../src/rendering/index.ts';
import { localeFor } from '../../src/words/index.ts';
import { standardTheme } from '../../templates/theme.ts';
import { startChromium } from '../support/chromium.ts';
import { type HtmlElement, readHtml } from '../support/html.ts';
import { hostileEdition } from './hostile.ts';
import { publicUrl, site } from './site.ts';

const frozen = hostileEdition();
const by = { at: new Date('2027-03-01T09:00:00Z'), note: '<img src=x onerror=hit()><script>hit()</script>' };
const read = overlay(frozen, { corrections: [], takedowns: [], listed: true });
const reading = {
  ...read,
  sections: read.sections.map((section) => ({
    ...section,
    articles: section.articles.map((article) => ({
      ...article,
      corrections: [{ ...by, before: { ...article, headline: 'x' }, after: { ...article, body: by.note } }],
    })),
  })),
} as unknown as typeof read;
const options = { publicUrl, locale: localeFor('en-GB'), timeZone: 'Europe/London' };
const content = (item: ReturnType<typeof editionItem>) =>
  `<!doctype html><title>x</title>${item.content.html(item.content.from.map((source) => source.print()))}`;

const { html: mail } = await compileEdition(frozen, { publicUrl, theme: standardTheme }).then((compiled) =>
  spliceMail(compiled, compiled.sections),
);
/** Each printing as one document. */
const PRINTED: Record<string, string> = {
  mail,
  'edition page': joinedText(editionPage(site, reading, { chosen: undefined, around: {}, feeds: [] })),
  'front page': frontPage(site, { latest: reading, editions: [], feeds: [] }),
  'edition in a feed': content(editionItem(reading, options)),
};
for (const article of articlesOf(reading)) {
  PRINTED[`page of ${article.slug}`] = articlePage(site, reading, article, {
    feeds: [],
    related: [],
    editions: [],
  });
  PRINTED[`${article.slug} in a feed`] = content(articleItem(article, reading.publisher, options));
}

const FORBIDDEN =
  /^(iframe|object|embed|base|math|template|noscript|style|textarea|select|video|audio|marquee|xss|frame|frameset|applet)$/;
const OWN_SCRIPT = /^\/assets\/|^$/;

function wrongWith({ name, attributes, text }: HtmlElement, kind: string): string[] {
  const wrong = Object.keys(attributes).filter(
    (attribute) =>
      /^on|^(srcdoc|formaction|ping|style)$/.test(attribute) && !(kind === 'mail' && attribute === 'style'),
  );
  if (
    name === 'script' &&
    attributes.type !== 'application/ld+json' &&
    (!OWN_SCRIPT.test(attributes.src ?? '') || /hit/.test(text))
  )
    wrong.push('script');
  if (FORBIDDEN.test(name) && !(kind === 'mail' && name === 'style')) wrong.push(name);
  for (const key of ['href', 'src', 'action', 'xlink:href', 'background', 'data'])
    if (/^[\s\x00-\x20]*(javascript|vbscript|data):/i.test(attributes[key] ?? ''))
      wrong.push(`${key}=${attributes[key]}`);
  if (name === 'meta' && /refresh/i.test(attributes['http-equiv'] ?? '')) wrong.push('refresh');
  return wrong;
}

describe('what an attacker writes', () => {
  test('makes no element, attribute or address that could run, in any printing', () => {
    const found = Object.entries(PRINTED).flatMap(([kind, html]) => {
      const { elements, errors } = readHtml(html);
      return [...errors, ...elements.flatMap((element) => wrongWith(element, kind))].map(
        (what) => `${kind}: ${what}`,
      );
    });
    expect(found).toEqual([]);
  });

  test('calls nothing in a browser that forbids nothing', async () => {
    const browser = await startChromium();
    const page = await browser.newPage();
    const hits: string[] = [];
    await page.exposeFunction('hit', () => hits.push('hit'));
    const asked: string[] = [];
    await page.route('**/*', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    const all = ['mail', 'edition page', 'front page', 'edition in a feed'];
    for (const kind of all) {
      await page.setContent(PRINTED[kind] ?? '', { waitUntil: 'load' });
      await page.evaluate(`for (const one of document.querySelectorAll('a, details, td, p, li, div'))
        for (const type of ['click', 'mouseover', 'focus', 'toggle', 'pointerenter'])
          if (!(one.tagName === 'A' && type === 'click')) one.dispatchEvent(new Event(type, { bubbles: true }))`);
    }
    expect(hits).toEqual([]);
    expect(asked.filter((url) => /evil/.test(url))).toEqual([]);
  });
});
