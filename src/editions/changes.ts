import { type ByLanguage, canonicalJson, languageName } from '../core/index.ts';
import type { Snapshot, SnapshotArticle } from './snapshot.ts';

type Placed = SnapshotArticle & { section: string };

const OWN = {
  cover: 'cover date',
  title: 'title',
  strapline: 'strapline',
  preheader: 'preheader',
  subject: 'kind of subject',
  publisher: 'publisher',
  mailbox: 'mailbox',
  welcome: 'welcome',
  language: 'language',
} as const satisfies Partial<Record<keyof Snapshot, string>>;

const PARTS = {
  headline: 'headline',
  summary: 'summary',
  body: 'text',
  organisation: 'organisation',
  publishedOn: 'date',
  language: 'language',
  contact: 'contact',
  image: 'picture',
  pictures: 'further pictures',
  links: 'links',
} as const satisfies Partial<Record<keyof SnapshotArticle, string>>;

/** What differs between two contents of an edition, a sentence each, for whoever approved the first. Empty: only how it looks. */
export function changesBetween(before: Snapshot, now: Snapshot): string[] {
  const own = [
    ...differing(before, now, OWN).map((name) => `The ${name} was changed.`),
    ...languagesOf(before, now).map((language) => `The edition’s own words in ${language} were changed.`),
  ];
  const [earlier, later] = [placed(before), placed(now)];
  const articles = later.flatMap((article) => {
    const known = earlier.find(({ slug }) => slug === article.slug);
    return known ? changesOf(known, article) : [`Added: “${article.headline}”.`];
  });
  const gone = earlier
    .filter(({ slug }) => !later.some((article) => article.slug === slug))
    .map(({ headline }) => `Left out: “${headline}”.`);
  const said = [...own, ...articles, ...gone];
  if (canonicalJson(labels(before)) !== canonicalJson(labels(now))) said.push('The sections were changed.');
  if (said.length > 0 || same(order(before), order(now))) return said;
  return ['The articles stand in another order.'];
}

function changesOf(before: Placed, now: Placed): string[] {
  const parts: string[] = [
    ...differing(before, now, PARTS),
    ...languagesOf(before, now).map((language) => `translation into ${language}`),
  ];
  if (before.section !== now.section) parts.push('section');
  return parts.length === 0 ? [] : [`“${now.headline}” was changed: ${parts.join(', ')}.`];
}

const same = (one: unknown, other: unknown) => canonicalJson([one]) === canonicalJson([other]);

const differing = <T extends object>(before: T, now: T, names: Partial<Record<keyof T, string>>): string[] =>
  (Object.keys(names) as (keyof T)[])
    .filter((key) => !same(before[key] ?? null, now[key] ?? null))
    .map((key) => names[key] ?? String(key));

type Translated = { translations?: ByLanguage<unknown> };

/** By name: those in which something differs. */
const languagesOf = ({ translations: before = {} }: Translated, { translations: now = {} }: Translated) =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((language) => !same(before[language] ?? null, now[language] ?? null))
    .sort()
    .map((language) => languageName(language));

const placed = ({ sections }: Snapshot): Placed[] =>
  sections.flatMap(({ slug, articles }) => articles.map((article) => ({ ...article, section: slug })));
const labels = ({ sections }: Snapshot) => sections.map(({ articles: _, ...section }) => section);
const order = ({ sections }: Snapshot) =>
  sections.map(({ slug, articles }) => [slug, articles.map((one) => one.slug)]);
