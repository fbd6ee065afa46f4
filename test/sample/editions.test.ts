import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const SAMPLE = join(import.meta.dirname, '../../sample');
const EDITIONS = ['edition-06', 'edition-07', 'edition-08'];

type Article = {
  headline: string;
  summary: string;
  section: string;
  contact: { email: string; phone?: string };
  image?: { file: string; alt: string };
};

const text = (...path: string[]) => readFileSync(join(SAMPLE, ...path), 'utf8');
const isArticle = (name: string) => name.endsWith('.md') && name !== 'welcome.md';

function article(edition: string, file: string): Article & { body: string } {
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text(edition, file)) ?? [];
  return { ...(parse(yaml) as Article), body };
}

const files = EDITIONS.flatMap((edition) =>
  readdirSync(join(SAMPLE, edition))
    .filter(isArticle)
    .map((file) => ({ edition, file })),
);

describe('the sample editions keep to what docs/editors advises', () => {
  test.each(files)('$edition/$file', ({ edition, file }) => {
    const { headline, summary, contact, image, body } = article(edition, file);
    expect(headline.length).toBeLessThanOrEqual(90);
    expect(summary.length).toBeLessThanOrEqual(240);
    expect(contact.email).toMatch(/@example\.org$/);
    // Ofcom keeps these ranges free for drama, so nobody is rung by a reader of the sample.
    expect(contact.phone ?? '020 7946 0000').toMatch(/^(020 7946 0\d{3}|01632 960\d{3})$/);
    for (const [, link] of body.matchAll(/\]\(([^)]*)\)/g)) expect(link).toMatch(/^https:\/\/example\.org\//);
    if (!image) return;
    expect(image.alt.length).toBeGreaterThan(40);
    expect(statSync(join(SAMPLE, edition, image.file)).size).toBeLessThanOrEqual(150 * 1024);
  });

  test('edition 7 has an article in each of its seven sections, twelve in all', () => {
    const { sections } = parse(text('edition-07', 'edition.yaml')) as { sections: { slug: string }[] };
    const own = files.filter(({ edition }) => edition === 'edition-07');
    const used = new Set(own.map(({ edition, file }) => article(edition, file).section));
    expect(own).toHaveLength(12);
    expect([...used].sort()).toEqual(sections.map(({ slug }) => slug).sort());
    expect(used.size).toBe(7);
  });
});
