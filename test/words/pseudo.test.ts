import { describe, expect, test } from 'vitest';
import { type EditionNumber, GRAMMAR } from '../../src/core/index.ts';
import { ENGLISH_NOTICES, type NoticeKind } from '../../src/core/notices.ts';
import { freeze } from '../../src/editions/draft.ts';
import { articlesOf, overlay } from '../../src/publishing/overlay.ts';
import {
  articleItem,
  compileEdition,
  editionItem,
  renderNotice,
  spliceMail,
} from '../../src/rendering/index.ts';
import { localeFor } from '../../src/words/index.ts';
import { directionOfLanguage } from '../../templates/direction.ts';
import { standardTheme } from '../../templates/theme.ts';
import type { Site } from '../../templates/web/site.ts';
import { publicUrl, site } from '../rendering/site.ts';
import { noticeOptions, noticeSamples } from '../stories/mails/notices.ts';
import { plainWords, spokenTexts } from './plain-words.ts';
import { readerPages } from './reader-pages.tsx';

const ACCENTED = 'en-XA';
const MIRRORED = 'ar-XB';

const siteIn = (tag: string): Site => {
  const locale = localeFor(tag);
  return { ...site, name: 'Κοινό', contact: 'bulletin@example.org', locale, lang: locale.language };
};
const themeIn = (language: string) => ({ ...standardTheme, language });

/** Letters that a person wrote as Greek ones, so that what is left in Latin letters is ours; codes stay. */
const inGreek = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (key, inner) =>
      typeof inner === 'string' &&
      !/token|path|At$|Since$|mailbox|language|article|deadline|^news$/i.test(key)
        ? inner.replace(/[A-Za-z]+/g, 'λέξη')
        : inner,
    ),
  );

const bulletin = { title: 'Κοινό', publisher: 'Κέντρο', mailbox: 'bulletin@example.org' };
const noticeIn = (kind: NoticeKind, language: string) =>
  renderNotice(kind, inGreek(noticeSamples[kind]), { ...noticeOptions, bulletin, theme: themeIn(language) });

const edition = () =>
  freeze({
    grammar: GRAMMAR,
    number: 7 as EditionNumber,
    cover: 'Νοέμβριος 2026',
    title: 'Κοινό',
    strapline: 'Υπότιτλος',
    welcome: 'Καλώς ήρθατε.',
    publisher: 'Κέντρο',
    mailbox: 'bulletin@example.org',
    sections: [
      {
        slug: 'news',
        label: 'Νέα',
        description: 'Περιγραφή',
        articles: ['a', 'b'].map((slug) => ({
          slug,
          headline: 'Τίτλος',
          summary: 'Περίληψη',
          body: `Κείμενο ${'λέξη '.repeat(9_000)}`,
          links: [],
          contact: { name: 'Γραφείο', email: 'team@example.org', phone: '01632 960111' },
        })),
      },
    ],
  } as never);

const mailIn = async (language: string) => {
  const compiled = await compileEdition(edition(), { publicUrl, theme: themeIn(language) });
  return spliceMail(compiled, compiled.sections);
};

const kinds = Object.keys(noticeSamples) as NoticeKind[];
const translated = kinds.filter((kind) => !ENGLISH_NOTICES.includes(kind));

const left = (texts: readonly string[]) => texts.flatMap(plainWords);

describe('in en-XA no word of ours is without an accent', () => {
  test.each(readerPages(siteIn(ACCENTED)))('on the page: %s', (_, page) => {
    expect(left(spokenTexts(String(page)))).toEqual([]);
  });

  test.each(translated)('in the mail: %s', (kind) => {
    const { subject, html, text } = noticeIn(kind, ACCENTED);
    expect(left([subject, text, ...spokenTexts(html)])).toEqual([]);
  });

  test('in an edition’s mail, whole and shortened, and its text part', async () => {
    const { subject, html, text: slotted, slots } = await mailIn(ACCENTED);
    const link = 'https://bulletin.example.org/link';
    const text = slotted.replaceAll(slots.unsubscribe, link).replaceAll(slots.preferences, link);
    expect(html).toMatch(/<html lang="en-XA"/);
    expect(left([subject, text, ...spokenTexts(html)])).toEqual([]);
  });

  test('in the items of feeds', () => {
    const read = overlay(edition(), { corrections: [], takedowns: [], listed: true });
    const options = { publicUrl, locale: localeFor(ACCENTED), timeZone: 'UTC' };
    const items = [
      ...articlesOf(read).map((article) => articleItem(article, '', options)),
      editionItem(read, options),
    ];
    const texts = items.flatMap(({ title, content }) => [
      title,
      ...spokenTexts(content.html(content.from.map((source) => source.print()))),
    ]);
    expect(left(texts)).toEqual([]);
  });
});

test.each(translated)('no word of ours is English in the Welsh mail: %s', (kind) => {
  const { subject, html, text } = noticeIn(kind, 'cy');
  expect(html).toMatch(/<html lang="cy"/);
  const english = /\b(?:the|and|your|you|this|with|from|for|not|we|are|was)\b/i;
  expect(left([subject, text, ...spokenTexts(html)]).filter((word) => english.test(word))).toEqual([]);
});

describe('in ar-XB everything runs from right to left', () => {
  test.each(readerPages(siteIn(MIRRORED)))('on the page: %s', (_, page) => {
    expect(directionOfLanguage(MIRRORED)).toBe('rtl');
    expect(String(page)).toMatch(/<html lang="ar-XB" dir="rtl"/);
  });

  test.each(translated)('in the mail: %s', (kind) => {
    expect(noticeIn(kind, MIRRORED).html).toMatch(/<html lang="ar-XB" dir="rtl"/);
  });

  test('in an edition’s mail', async () => {
    expect((await mailIn(MIRRORED)).html).toMatch(/<html lang="ar-XB" dir="rtl"/);
  });
});
