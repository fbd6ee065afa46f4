import fc from 'fast-check';
import { editionNumber, sectionSlug, sha256 } from '../../src/core/index.ts';
import type { FrozenSnapshot, SnapshotArticle, SnapshotSection } from '../../src/editions/index.ts';
import { freeze } from './sample.ts';

/** Texts that have broken mails before: markup, MJML's own tags, right-to-left, emoji, marks, controls, huge words. */
const nasty = fc.constantFrom(
  '</mj-text></mj-column>',
  '<!-- cut --><![endif]--><!--[if mso | IE]>',
  ']]> {{ x }} [[ y ]] @hole0@ $& $1 %{a}',
  '"quoted" & \'single\' <b>bold</b>',
  'שלום עולם',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 e\u0301\u0327 Zal\u0337go',
  'soft\u00adhyphen\u200bzero\u2028line\u2029para\u0085next',
  'NUL\u0000 bell\u0007 esc\u001b end\ufffe half\ud800surrogate',
  'w'.repeat(998),
  '漢字かな交じり文の長い見出し',
  'tab\tand\r\nline\rbreak',
  '-- \n.\nFrom here',
);
const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: nasty },
);
const line = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));

const block = fc.oneof(
  line,
  line.map((text) => `## ${text}`),
  line.map((text) => `#### ${text}`),
  fc.tuple(line, line).map(([one, two]) => `- ${one}\n- ${two}\n  1. nested`),
  fc.tuple(line, line).map(([quote, who]) => `> ${quote}\n> — ${who}`),
  line.map((text) => `**£2.4 million** ${text}`),
  line.map((text) => `[${text}](https://example.org/a?b=1&c="2")`),
  line.map((text) => `| a | b |\n|---|---|\n| ${text.replace(/[|\n]/g, ' ')} | 2 |`),
  line.map((text) => `\`\`\`\n${text}\n  kept  \n\`\`\``),
  line.map(
    (text) =>
      `<div onclick="x">${text}</div>\n\n![${text}](/local.png) [rel](../x) [js](javascript:alert(1))`,
  ),
);
const markdown = fc.array(block, { maxLength: 5 }).map((blocks) => blocks.join('\n\n'));

const article = fc.record<Omit<SnapshotArticle, 'slug'>>(
  {
    headline: line,
    summary: fc.oneof(line, fc.constant('')),
    body: markdown,
    organisation: line,
    publishedOn: fc.constantFrom('2026-11-24', 'not a date'),
    contact: fc.record(
      { name: line, role: line, email: fc.constant('team@example.org'), phone: fc.constant('020 7946 0101') },
      { requiredKeys: [] },
    ),
    image: fc.record({
      hash: fc.string().map(sha256),
      alt: line,
      caption: line,
      mediaType: fc.constantFrom('image/png', 'image/jpeg'),
      width: fc.integer({ min: 1, max: 3000 }),
      height: fc.integer({ min: 1, max: 3000 }),
      octets: fc.nat(),
    }),
    links: fc.array(fc.record({ text: line, url: fc.webUrl() }), { maxLength: 2 }),
  },
  { requiredKeys: ['headline', 'summary', 'body', 'links'] },
);

const section = fc.record(
  {
    label: line,
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
    title: line,
    welcome: markdown,
    chosen: fc.nat(),
  })
  .map(({ sections, title, welcome, chosen }) => {
    const named: SnapshotSection[] = sections.map((one, at) => ({
      ...one,
      slug: sectionSlug(`topic-${at}`),
      articles: one.articles.map((story, index) => ({ ...story, slug: `story-${at}-${index}` })),
    }));
    const frozen = freeze({
      number: editionNumber(7),
      cover: 'November 2026',
      title,
      strapline: 'A strapline',
      publisher: 'Example Centre',
      mailbox: 'bulletin@example.org',
      welcome,
      sections: named,
      approvedAt: '2026-11-24T09:00:00.000Z',
    });
    const bits = (chosen % (2 ** named.length - 1)) + 1;
    return { frozen, chosen: named.filter((_, at) => bits & (1 << at)).map(({ slug }) => slug) };
  });
