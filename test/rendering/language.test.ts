import { expect, test } from 'vitest';
import { type EditionNumber, GRAMMAR } from '../../src/core/index.ts';
import { freeze } from '../../src/editions/draft.ts';
import type { FrozenSnapshot, Snapshot, SnapshotArticle } from '../../src/editions/index.ts';
import { articlesOf, overlay } from '../../src/publishing/overlay.ts';
import {
  articleItem,
  articlePage,
  compileEdition,
  editionPage,
  type FeedItem,
  frontPage,
  joinedText,
  spliceMail,
} from '../../src/rendering/index.ts';
import { localeFor } from '../../src/words/index.ts';
import { catalogue as en } from '../../src/words/languages/en.ts';
import { standardTheme } from '../../templates/theme.ts';
import { type HtmlElement, readHtml } from '../support/html.ts';
import { sampleEdition } from './sample.ts';
import { scriptsEdition } from './scripts.ts';
import { publicUrl, site } from './site.ts';
import { languageAt } from './spoken.ts';

const story = (slug: string, headline: string, more: Partial<SnapshotArticle> = {}): SnapshotArticle => ({
  slug,
  headline,
  summary: `Summary ${slug}`,
  body: `Body ${slug}`,
  links: [],
  ...more,
});

const WELSH = story('welsh', 'Newyddion o’r dref', { language: 'cy', publishedOn: '2026-10-05' });
const PLAIN = story('plain', 'News from the town');
const FRENCH = story('french', 'Nouvelles de la ville');
const ARABIC = story('arabic', 'WHO: تقرير جديد عن الصحة العامة', {
  language: 'ar',
  summary: 'ملخص التقرير بالعربية.',
  organisation: 'منظمة الصحة',
  publishedOn: '2026-10-05',
  body: 'أعلنت National Health Board عن خطة.\n\nThis paragraph is English.\n\n- نقطة\n- Point in English here',
  contact: { name: 'مكتب', phone: '01632 960111' },
});

const edition = (change: Partial<Snapshot> = {}): FrozenSnapshot => {
  const [first, second] = scriptsEdition().snapshot.sections;
  if (!first || !second) throw new Error('The sample has two sections.');
  return freeze({
    ...scriptsEdition().snapshot,
    grammar: GRAMMAR,
    sections: [
      { ...first, label: 'Local', description: '', articles: [WELSH, PLAIN, ARABIC] },
      { ...second, label: 'Ville', description: 'Pour tous', language: 'fr', articles: [FRENCH] },
    ],
    ...change,
  });
};

async function mailOf(frozen: FrozenSnapshot) {
  const compiled = await compileEdition(frozen, { publicUrl, theme: standardTheme });
  return spliceMail(compiled, compiled.sections);
}
const read = (frozen: FrozenSnapshot) => overlay(frozen, { corrections: [], takedowns: [], listed: true });
const pageOf = (frozen: FrozenSnapshot) =>
  joinedText(editionPage(site, read(frozen), { chosen: undefined, around: {}, feeds: [] }));

test('the nearest of article, section and edition says the language of words in the mail', async () => {
  const { html } = await mailOf(edition());
  expect(languageAt(html, 'Newyddion o’r dref')).toEqual(['cy', 'cy']);
  expect(languageAt(html, 'Body welsh')).toEqual(['cy']);
  expect(languageAt(html, 'News from the town')).toEqual(['en-GB', 'en-GB']);
  expect(languageAt(html, 'Ville')).toEqual(['fr', 'fr', 'fr']);
  expect(languageAt(html, 'Pour tous')).toEqual(['fr']);
  expect(languageAt(html, 'Body french')).toEqual(['fr']);
});

test('an edition’s language is that of the mail, and the words of every edition say theirs', async () => {
  const { html } = await mailOf(edition({ language: 'cy', welcome: 'Croeso', title: 'Tir Cyffredin' }));
  expect(html).toMatch(/<html lang="cy"/);
  expect(languageAt(html, 'Croeso')).toEqual(['cy']);
  expect(languageAt(html, 'News from the town')).toEqual(['cy', 'cy']);
  for (const words of ['In this edition', 'Unsubscribe', 'Change your sections', 'Read on'])
    for (const language of languageAt(html, words)) expect(language).toBe('en-GB');
  expect(languageAt(html, 'Share this article')).toEqual(Array(4).fill('en-GB'));
});

test('such words are in the edition’s language too, once the publication speaks it', async () => {
  const frozen = edition({ language: 'cy', welcome: 'Croeso', title: 'Tir Cyffredin' });
  const compiled = await compileEdition(frozen, { publicUrl, theme: standardTheme, languages: ['en', 'cy'] });
  const { html, text } = spliceMail(compiled, compiled.sections);
  for (const words of ['Yn y rhifyn hwn', 'Dad-danysgrifio', 'Newid eich adrannau'])
    expect(languageAt(html, words), words).toContain('cy');
  expect(html + text).not.toMatch(/In this edition|Unsubscribe|Read on|Share this/);
});

/** Every second article of the sample in Welsh, and of the edition's own words some. */
const halfTranslated = (): FrozenSnapshot => {
  const { snapshot } = sampleEdition();
  let at = 0;
  const sections = snapshot.sections.map((section) => ({
    ...section,
    articles: section.articles.map((article) => {
      const cy = {
        headline: `Stori ${at}`,
        summary: `Crynodeb ${at}.`,
        body: `Testun ${at}.`,
        pictures: [{ alt: `Llun ${at}` }],
      };
      return at++ % 2 === 0 ? { ...article, translations: { cy } } : article;
    }),
  }));
  const [first] = sections;
  const labels = { [String(first?.slug)]: { label: 'Cyhoeddiadau' } };
  const cy = { title: 'Tir Cyffredin', welcome: 'Croeso i bawb.', preheader: 'Yn fyr.', sections: labels };
  return freeze({ ...snapshot, sections, translations: { cy } });
};

test('a reader’s mail is in their language, and what is not says so and in which it is', async () => {
  const frozen = halfTranslated();
  const options = { publicUrl, theme: standardTheme, languages: ['en', 'cy'] as const };
  const compiled = await compileEdition(frozen, options);
  const [welsh, english] = [
    spliceMail(compiled, compiled.sections, 'cy'),
    spliceMail(compiled, compiled.sections, 'en'),
  ];
  const articles = frozen.snapshot.sections.flatMap((section) => section.articles);

  expect(welsh.subject).toBe(`Tir Cyffredin: ${frozen.snapshot.cover}, rhifyn 7`);
  expect(welsh.html).toMatch(/<html lang="cy"/);
  expect(languageAt(welsh.html, 'Croeso i bawb.')).toEqual(['cy']);
  expect(languageAt(welsh.html, 'Yn fyr.')).toEqual(['cy']);
  expect(languageAt(welsh.html, 'Cyhoeddiadau')).toEqual(['cy', 'cy', 'cy']);
  expect(languageAt(welsh.html, frozen.snapshot.strapline)).toEqual(['en-GB']);
  expect(languageAt(welsh.html, frozen.snapshot.publisher)).toEqual(['en-GB']);
  for (const [at, { headline, translations }] of articles.entries()) {
    const words = translations?.cy?.headline ?? headline;
    expect(languageAt(welsh.html, words), words).toEqual(Array(2).fill(translations ? 'cy' : 'en-GB'));
    expect(languageAt(welsh.html, `Testun ${at}.`)).toEqual(translations ? ['cy'] : []);
  }
  const only = 'Dim ond yn Saesneg y mae’r stori hon ar gael.';
  const untranslated = articles.filter(({ translations }) => !translations).length;
  // Each article stands three times in what is spliced from, and once in a mail.
  expect(languageAt(welsh.html, only)).toEqual(Array(untranslated).fill('cy'));
  expect(welsh.text.split(only)).toHaveLength(untranslated + 1);

  const { messages } = en;
  for (const words of Object.values(messages.mail).filter((message) => /^[^{<]{6,}$/.test(message))) {
    expect(languageAt(welsh.html, words), words).toEqual([]);
    expect(welsh.text, words).not.toContain(words);
  }
  expect(english.html).toBe(spliceMail(compiled, compiled.sections).html);
  expect(english.html).toMatch(/<html lang="en-GB"/);
  expect(english.html + english.text).not.toMatch(/Stori|Tir Cyffredin|Rhifyn|lang="cy"/);
});

test('a date is said in the language of its article', async () => {
  const { html, text } = await mailOf(edition());
  expect(html).toContain('5 Hydref 2026');
  expect(text).toContain('5 Hydref 2026');
  expect(pageOf(edition())).toContain('5 Hydref 2026');
});

const turns = (elements: readonly HtmlElement[], name: string, words: string) =>
  elements.filter((element) => element.name === name && element.text.includes(words)).at(-1)?.attributes;

test('each block runs as its words do, whatever name it begins with', async () => {
  const { html } = await mailOf(edition());
  const mail = readHtml(html).elements;
  expect(turns(mail, 'div', 'أعلنت')).toMatchObject({ dir: 'rtl', lang: 'ar' });
  expect(turns(mail, 'p', 'This paragraph is English.')).toMatchObject({
    dir: 'ltr',
    style: 'text-align:left',
  });
  expect(turns(mail, 'p', 'National Health Board')).not.toHaveProperty('dir');
  expect(turns(mail, 'li', 'Point in English')).toMatchObject({ dir: 'ltr' });
  expect(turns(mail, 'li', 'WHO: تقرير')).toMatchObject({ dir: 'rtl', lang: 'ar' });
  const page = readHtml(pageOf(edition())).elements;
  expect(turns(page, 'article', 'أعلنت')).toMatchObject({ dir: 'rtl', lang: 'ar' });
  expect(turns(page, 'p', 'This paragraph is English.')).toMatchObject({ dir: 'ltr' });
  expect(turns(page, 'p', 'National Health Board')).not.toHaveProperty('dir');
});

test('the mail’s own words in an Arabic article are English and run from the left', async () => {
  const { html } = await mailOf(edition());
  const spans = readHtml(html).elements.filter(
    ({ name, text }) => name === 'span' && ['Contact', 'Share this article'].includes(text),
  );
  expect(spans.map(({ attributes }) => attributes)).toContainEqual({ lang: 'en-GB', dir: 'ltr' });
  expect(pageOf(edition())).toContain('<span dir="ltr" lang="en-GB">Contact</span>');
});

test('pages that list say it of each headline and label', () => {
  const reading = read(edition());
  const front = frontPage(site, {
    latest: reading,
    editions: [
      {
        number: 8 as EditionNumber,
        cover: 'Tachwedd 2026',
        title: 'Tir Cyffredin',
        strapline: 'Newyddion',
        publisher: 'Example',
        mailbox: 'a@example.org',
        published: new Date(0),
        language: 'cy',
        articles: 1,
        sections: [],
      },
    ],
    feeds: [],
  });
  expect(languageAt(front, 'Newyddion o’r dref')).toEqual(['cy']);
  expect(languageAt(front, 'Ville')).toEqual(['fr']);
  expect(languageAt(front, 'Tachwedd 2026')).toEqual(['cy']);
  const page = pageOf(edition());
  expect(languageAt(page, 'Newyddion o’r dref')).toEqual(['cy', 'cy']);
  expect(new Set(languageAt(page, 'Ville'))).toEqual(new Set(['fr']));
  const [welsh, plain] = articlesOf(reading);
  if (!welsh || !plain) throw new Error('There are two.');
  expect(
    new Set(
      languageAt(
        articlePage(site, reading, plain, { feeds: [], related: [], editions: [] }),
        'Newyddion o’r dref',
      ),
    ),
  ).toEqual(new Set(['cy']));
  expect(articlePage(site, reading, welsh, { feeds: [], related: [], editions: [] })).toContain(
    '"inLanguage":"cy"',
  );
});

const htmlOf = ({ content: { from, html } }: FeedItem) => html(from.map((source) => source.print()));

test('an item of a feed says it, around its HTML too', () => {
  const [welsh, plain, arabic] = articlesOf(read(edition()));
  if (!welsh || !plain || !arabic) throw new Error('There are three.');
  const options = { publicUrl, locale: localeFor('en-GB'), timeZone: 'UTC' };
  expect(articleItem(welsh, '', options)).toMatchObject({ language: 'cy' });
  expect(htmlOf(articleItem(welsh, '', options))).toMatch(/^<div lang="cy">/);
  expect(articleItem(plain, '', options)).not.toHaveProperty('language');
  expect(htmlOf(articleItem(plain, '', options))).not.toContain('lang=');
  const html = htmlOf(articleItem(arabic, '', options));
  expect(html).toMatch(/^<div dir="rtl" lang="ar">/);
  expect(html).toContain('<p dir="ltr">This paragraph is English.</p>');
});

test('what the edition says does not count for words that are in another script', async () => {
  const { html } = await mailOf(edition({ language: 'cy', sections: scriptsEdition().snapshot.sections }));
  expect(new Set(languageAt(html, 'أخبار الحي'))).toEqual(new Set(['ar']));
});

test('an English date beside an Arabic name keeps its day, in HTML and in text', async () => {
  const mixed = { ...ARABIC, language: 'en', publishedOn: '2026-10-05' };
  const [section] = edition().snapshot.sections;
  if (!section) throw new Error('There is one.');
  const { html, text } = await mailOf(edition({ sections: [{ ...section, articles: [mixed] }] }));
  for (const part of [html, text])
    expect(part).toContain('\u2068منظمة الصحة\u2069 · \u20685 October 2026\u2069');
});

test('a telephone number among words from right to left keeps its order', async () => {
  const frozen = edition();
  const reading = overlay(frozen, { corrections: [], takedowns: [], listed: true });
  const article = articlesOf(reading).find(({ slug }) => slug === 'arabic');
  if (!article) throw new Error('It has an Arabic article.');
  const isolated = /<a href="tel:01632960111"[^>]* dir="ltr">01632 960111</;
  expect((await mailOf(frozen)).html).toMatch(isolated);
  expect(articlePage(site, reading, article, { feeds: [], related: [], editions: [] })).toMatch(isolated);
  const options = { publicUrl, locale: localeFor('en-GB'), timeZone: 'Europe/London' };
  const { from, html } = articleItem(article, reading.publisher, options).content;
  expect(html(from.map((source) => source.print()))).toMatch(isolated);
});
