import fc from 'fast-check';
import { editionNumber, GRAMMAR, sectionSlug, sha256 } from '../../src/core/index.ts';
import { freeze } from '../../src/editions/draft.ts';
import type { FrozenSnapshot, SnapshotArticle, SnapshotSection } from '../../src/editions/index.ts';
import { anyTitle, anyLine as line, anyMarkdown as markdown } from '../support/any-text.ts';

const picture = fc.record({
  hash: fc.string().map(sha256),
  alt: line,
  caption: line,
  mediaType: fc.constantFrom('image/png', 'image/jpeg'),
  width: fc.integer({ min: 1, max: 3000 }),
  height: fc.integer({ min: 1, max: 3000 }),
  octets: fc.nat(),
});

const article = fc.record<Omit<SnapshotArticle, 'slug'>>(
  {
    headline: anyTitle,
    summary: fc.oneof(line, fc.constant('')),
    body: markdown,
    organisation: line,
    publishedOn: fc.constantFrom('2026-11-24', '0001-01-01'),
    contact: fc.record(
      { name: line, role: line, email: fc.constant('team@example.org'), phone: fc.constant('020 7946 0101') },
      { requiredKeys: [] },
    ),
    image: picture,
    pictures: fc.array(picture, { minLength: 1, maxLength: 2 }),
    links: fc.array(fc.record({ text: line, url: fc.webUrl() }), { maxLength: 2 }),
    translations: fc.record({
      cy: fc.record(
        {
          headline: anyTitle,
          summary: line,
          body: markdown,
          pictures: fc.array(fc.record({ alt: line }), { maxLength: 2 }),
          links: fc.array(fc.record({ text: line, url: fc.webUrl() }), { maxLength: 1 }),
        },
        { requiredKeys: ['headline', 'summary', 'body'] },
      ),
    }),
  },
  { requiredKeys: ['headline', 'summary', 'body', 'links'] },
);

const section = fc.record(
  {
    label: anyTitle,
    description: line,
    colour: fc.constantFrom('#1b3a6b', '#ffff00', '#fff', 'red'),
    articles: fc.array(article, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['label', 'description', 'articles'] },
);

/** Any edition of up to six sections, and any non-empty choice of them. */
export const anyEdition: fc.Arbitrary<{ frozen: FrozenSnapshot; chosen: string[] }> = fc
  .record({
    sections: fc.array(section, { minLength: 1, maxLength: 6 }),
    title: anyTitle,
    welcome: markdown,
    words: fc.record(
      {
        title: anyTitle,
        welcome: markdown,
        preheader: line,
        sections: fc.constant({ 'topic-0': { label: 'Pwnc' } }),
      },
      { requiredKeys: [] },
    ),
    chosen: fc.nat(),
    subject: fc.constantFrom(undefined, 'stories' as const),
    preheader: fc.constantFrom(undefined, 'Chosen by the editor'),
    strapline: fc.constantFrom('A strapline', ''),
  })
  .map(({ sections, title, welcome, words, chosen, subject, preheader, strapline }) => {
    const named: SnapshotSection[] = sections.map((one, at) => ({
      ...one,
      slug: sectionSlug(`topic-${at}`),
      articles: one.articles.map((story, index) => ({ ...story, slug: `story-${at}-${index}` })),
    }));
    const frozen = freeze({
      number: editionNumber(7),
      cover: 'November 2026',
      title,
      strapline,
      ...(subject === undefined ? {} : { subject }),
      ...(preheader === undefined ? {} : { preheader }),
      publisher: 'Example Centre',
      mailbox: 'bulletin@example.org',
      welcome,
      sections: named,
      translations: { cy: words },
      grammar: GRAMMAR,
      approvedAt: '2026-11-24T09:00:00.000Z',
    });
    const bits = (chosen % (2 ** named.length - 1)) + 1;
    return { frozen, chosen: named.filter((_, at) => bits & (1 << at)).map(({ slug }) => slug) };
  });
