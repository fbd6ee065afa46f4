import { beforeAll, describe, expect, test } from 'vitest';
import { sectionSlug } from '../../src/core/index.ts';
import { freeze } from '../../src/editions/draft.ts';
import type { Snapshot } from '../../src/editions/index.ts';
import { type CompiledEdition, compileEdition, fillSlots, spliceMail } from '../../src/rendering/index.ts';
import { clipped } from '../../src/rendering/story-lines.ts';
import { standardTheme } from '../../templates/theme.ts';
import { sampleEdition } from './sample.ts';

const options = { publicUrl: 'https://bulletin.example.org', theme: standardTheme };
const attributes = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');
const changed = (change: Partial<Snapshot>) => freeze({ ...sampleEdition().snapshot, ...change });

describe('a mail of the sample edition', () => {
  const frozen = sampleEdition();
  let compiled: CompiledEdition;
  beforeAll(async () => {
    compiled = await compileEdition(frozen, options);
  });
  const mail = (...slugs: string[]) => spliceMail(compiled, slugs.map(sectionSlug));

  test('holds the chosen sections in the edition’s order and nothing of the others', () => {
    const { html, text, sections } = mail('new-powers', 'communities', 'no-such-section');
    expect(sections).toEqual(['communities', 'new-powers']);
    for (const section of frozen.snapshot.sections) {
      const chosen = sections.includes(section.slug);
      const addresses = section.articles.map(({ slug }) => `/editions/7/${slug}"`);
      expect(addresses.every((address) => html.includes(address) === chosen)).toBe(true);
      expect(html.includes(`>${section.label}<`)).toBe(chosen);
      expect(text.split('\n').includes(section.label.toUpperCase())).toBe(chosen);
    }
  });

  test('links only to absolute addresses and to anchors that it holds', () => {
    const { html, slots } = mail('communities', 'disruptions');
    const ids = attributes(html, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    for (const href of attributes(html, 'href')) {
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
      else
        expect(href).toMatch(
          new RegExp(`^(https://|mailto:|tel:|${slots.unsubscribe}|${slots.preferences}$)`),
        );
    }
    for (const src of attributes(html, 'src'))
      expect(src).toMatch(/^https:\/\/bulletin\.example\.org\/images\//);
  });

  test('leads to the reader’s own view in the browser', () => {
    expect(mail('communities', 'disruptions').text).toContain(
      '/editions/7?sections=communities,disruptions\n',
    );
    expect(mail(...compiled.sections).html).toContain('href="https://bulletin.example.org/editions/7"');
  });

  test('leads a colleague to the sign-up with its sections, and nothing of its reader', () => {
    const { html, text, slots } = mail('communities', 'disruptions');
    const address = 'https://bulletin.example.org/subscribe?sections=communities,disruptions';
    expect(attributes(html, 'href').filter((href) => href.includes('/subscribe'))).toEqual([address]);
    expect(text).toContain(`\n${address}\n`);
    expect(address).not.toContain(slots.unsubscribe.slice(0, -1));
  });

  test('keeps each slot inside a double-quoted attribute, and fills it everywhere', () => {
    const { html, text, slots } = mail('communities', 'disruptions');
    const inAttributes = attributes(html, 'href').filter((href) => href.includes(slots.unsubscribe));
    expect(inAttributes).toEqual([
      `${slots.unsubscribe}?section=communities`,
      `${slots.unsubscribe}?section=disruptions`,
      slots.unsubscribe,
    ]);
    expect(html.split(slots.unsubscribe)).toHaveLength(4);
    expect(html.split(slots.preferences)).toHaveLength(2);
    const links = { unsubscribe: 'https://e.org/u/1', preferences: 'https://e.org/p/1' };
    const token = slots.unsubscribe.slice(0, -1);
    expect(fillSlots(html + text, slots, links)).not.toContain(token);
  });

  test('has headings without a gap, one h1, and tables that say they are only layout', () => {
    const { html } = mail(...compiled.sections);
    const levels = [...html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, at) => {
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    const tables = html.match(/<table(?![^>]*role="presentation")[^>]*>/g);
    expect(tables).toBeNull();
    expect(html).toMatch(/<html lang="en-GB"/);
  });

  test('gives every picture its words, width and height', () => {
    const { html } = mail(...compiled.sections);
    const pictures = html.match(/<img[^>]*>/g) ?? [];
    expect(pictures).toHaveLength(5);
    for (const picture of pictures) expect(picture).toMatch(/alt="[^"]{10,}" width="\d+" height="\d+"/);
  });

  test('stays lean: two sections of seven in 35 KB, all of it in 70 KB', () => {
    expect(Buffer.byteLength(mail('communities', 'partnerships').html)).toBeLessThan(35_000);
    expect(Buffer.byteLength(mail(...compiled.sections).html)).toBeLessThan(70_000);
  });

  test('has a text part of 72 columns whose links stand whole', () => {
    const { text, slots } = mail(...compiled.sections);
    const long = text.split('\n').filter((line) => line.length > 72);
    expect(
      long.filter(
        (line) => !/^(\[\d+\] | {2})?https?:\/\/\S+$/.test(line) && !line.startsWith(slots.unsubscribe),
      ),
    ).toEqual([]);
    expect(text).toContain('> — Miriam Oyelade, Chair, Local Action Fund panel');
    expect(text).toMatch(/\nOperation Tidewrack closes a network of illegal waste tips\n-{58}\n/);
  });

  test('is plain JSON that the database gives back unchanged', () => {
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });
});

describe('what an editor typed', () => {
  test('is escaped wherever it stands, and is one line in the subject', async () => {
    const hostile = '</mj-text>"\'><b>x</b><!-- --> {{a}} ]]>\r\nBcc: x@example.org';
    const frozen = changed({
      title: hostile,
      strapline: hostile,
      preheader: hostile,
      publisher: hostile,
      cover: hostile,
    });
    const { html, subject } = spliceMail(await compileEdition(frozen, options), [sectionSlug('communities')]);
    expect(html).not.toMatch(/<b>|<\/mj-text>|"'>/);
    expect(html.match(/&lt;\/mj-text&gt;/g)?.length).toBeGreaterThanOrEqual(6);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test('comes without what XML and PostgreSQL forbid, and otherwise whole', async () => {
    const any = 'ok\u0000\u0007\ufffe\ud800 שלום 👩‍👩‍👧 e\u0301 soft\u00adhyphen \u00a0wide';
    const snapshot = sampleEdition().snapshot;
    const sections = snapshot.sections.map((section) => ({
      ...section,
      articles: section.articles.map((article) => ({
        ...article,
        headline: any,
        body: `${any} ${'w'.repeat(998)}`,
      })),
    }));
    const { html, text } = spliceMail(await compileEdition(changed({ sections }), options), [
      sectionSlug('communities'),
    ]);
    const kept = 'ok\ufffd שלום 👩‍👩‍👧 e\u0301 soft\u00adhyphen \u00a0wide';
    for (const part of [html, text]) {
      expect(part.replace(/\n/g, ' ')).toContain(kept);
      expect(part).toContain('w'.repeat(998));
      expect(part).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
    }
  });

  test('in a right-to-left language is set from the right', async () => {
    const snapshot = sampleEdition().snapshot;
    const sections = snapshot.sections.map((section) => ({
      ...section,
      articles: section.articles.map((article) => ({ ...article, headline: '“مرحبا” بالعالم' })),
    }));
    const { html } = spliceMail(await compileEdition(changed({ sections }), options), [
      sectionSlug('communities'),
    ]);
    expect(html.match(/<h3 [^>]*dir="rtl"[^>]*text-align:right">/g)).toHaveLength(2);
  });
});

describe('a subject by stories', () => {
  const sample = sampleEdition().snapshot;
  const lines = async (change: Partial<Snapshot>, ...slugs: string[]) => {
    const compiled = await compileEdition(changed({ subject: 'stories', ...change }), options);
    const { subject, preheader, html } = spliceMail(compiled, slugs.map(sectionSlug));
    return { compiled, subject, preheader, html };
  };
  const { preheader: _, ...without } = sample;
  const bare = { ...without, preheader: undefined } as unknown as Partial<Snapshot>;

  test('names the first story of the reader’s own sections, and counts the others', async () => {
    const one = await lines({}, 'disruptions');
    expect(one.subject).toBe(
      'Common Ground 7: Operation Lanternfish: thefts of tractor guidance units…, and one more',
    );
    expect((await lines({}, 'communities', 'disruptions')).subject).toMatch(
      /^Common Ground 7: Ten quiet minutes: .*…, and three more$/,
    );
    expect([...one.subject].length).toBeLessThanOrEqual(90);
    const alone = sample.sections.filter(({ slug }) => slug === 'announcements');
    expect((await lines({ sections: alone }, 'announcements')).subject).toBe(
      'Common Ground 7: Local Action Fund opens for bids: £6.4 million for 2027',
    );
  });

  test('has the next stories beside it, escaped, unless the edition has a preheader of its own', async () => {
    expect((await lines({}, 'communities', 'disruptions')).preheader).toBe(sample.preheader);
    const sections = structuredClone(sample.sections);
    const second = sections.find(({ slug }) => slug === 'communities')?.articles[1];
    if (second) second.headline = '<b>“A” & B</b>';
    const { preheader, html } = await lines({ ...bare, sections }, 'communities', 'disruptions');
    expect(preheader).toMatch(/^<b>“A” & B<\/b> · Operation Lanternfish: .* · Operation Tidewrack/);
    expect(html).toContain('&lt;b&gt;“A” &amp; B&lt;/b&gt; · Operation Lanternfish');
    expect((await lines(bare, 'announcements')).preheader).toBe(sample.strapline);
  });

  test('is another approval than the usual one, and Welsh readers get it in Welsh', async () => {
    expect(changed({ subject: 'stories' }).hash).not.toBe(sampleEdition().hash);
    const both = { ...options, languages: ['en', 'cy'] as const };
    const compiled = await compileEdition(changed({ subject: 'stories' }), {
      ...both,
      languages: [...both.languages],
    });
    const welsh = spliceMail(compiled, compiled.sections, 'cy');
    expect(welsh.text).toContain('https://bulletin.example.org/cy/subscribe?sections=');
    expect(welsh.subject).toMatch(/^Common Ground 7: .*, a 1\d arall$/);
  });

  test('cuts at a word, and what has no spaces where no letter is parted', () => {
    expect(clipped('one two three', 13)).toBe('one two three');
    expect(clipped('one two three', 9)).toBe('one two…');
    expect(clipped('one two, three', 10)).toBe('one two…');
    expect(clipped(`${'家'.repeat(12)}`, 9)).toBe(`${'家'.repeat(8)}…`);
    expect(clipped('e\u0301'.repeat(9), 6)).toBe(`${'e\u0301'.repeat(2)}…`);
  });
});
