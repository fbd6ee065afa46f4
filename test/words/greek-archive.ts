import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditionNumber, movableClock } from '../../src/core/index.ts';
import { correctArticle, publishEdition, takeDownArticle } from '../../src/publishing/index.ts';
import { article, PNG, put } from '../editions/folders.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { sentEdition } from '../support/publish.ts';

const editionFile = (number: number, strapline: string) => `number: ${number}
cover: Νοέμβριος 2026
title: Κοινό
strapline: "${strapline}"
publisher: Κέντρο
mailbox: bulletin@example.org
sections:
  - slug: s1
    label: Νέα
    description: Περιγραφή
  - slug: s2
    label: Νόμος
`;

const contact =
  '{ name: Γραφείο, role: Τύπος, email: team@example.org, phone: 01632 960111, url: https://example.org }';
/** Its address ends in `titlos-` and the number. */
const story = (number: number, section: string, more: Record<string, string> = {}) =>
  article({ headline: `Τίτλος ${number}`, summary: 'Περίληψη', section, ...more }, 'Κείμενο της λέξης.\n');

/** More than a page of a section and of a feed holds. */
const MANY = 45;

/**
 * Two published editions whose every word is in Greek letters, with a picture, contacts, a correction and an article that
 * was taken down: what stands in Latin letters on a page of it is Quarterly’s own.
 */
export async function greekArchive() {
  const { db } = await freshDatabase();
  const clock = movableClock(new Date('2026-11-04T09:00:00Z'));
  const deps = { db, clock, queue: bell(), render: async () => {}, interrupt: async () => {} };
  const by = editor('editor@example.org');
  const publish = async (number: number, strapline: string, articles: Record<string, string>) => {
    const dir = mkdtempSync(join(tmpdir(), 'quarterly-greek-'));
    put(dir, {
      'edition.yaml': editionFile(number, strapline),
      'welcome.md': 'Καλώς ήρθατε.\n',
      'a.png': PNG,
      ...articles,
    });
    const edition: EditionNumber = await sentEdition(deps, dir);
    rmSync(dir, { recursive: true });
    await publishEdition(deps, edition);
    clock.advance(3_600_000);
    return edition;
  };
  const many = Array.from({ length: MANY }, (_, at) => [`${10 + at}-n${at}.md`, story(at, 's1')]);
  await publish(6, '', Object.fromEntries(many));
  const edition = await publish(7, '', {
    '01-n1.md': story(1, 's1', { contact, image: '{ file: a.png, alt: Εικόνα, caption: Λεζάντα }' }),
    '02-n2.md': story(2, 's2', { organisation: 'Ίδρυμα', published: '2026-10-05' }),
    '03-n3.md': story(3, 's2'),
  });
  const content = {
    headline: 'Άλλος',
    summary: 'Άλλη',
    body: 'Άλλο.',
    contact: { name: 'Άλλο' },
    organisation: 'Ίδρυμα',
  };
  const links = [{ text: 'Δεσμός', url: 'https://example.org/' }];
  await correctArticle(deps, {
    edition,
    article: 'titlos-1',
    content: { ...content, links },
    note: 'Λάθος.',
    by,
  });
  await takeDownArticle(deps, { edition, article: 'titlos-3', reason: 'Λόγος.', by });
  return { db, clock };
}

type Place = readonly [path: string, status: number];

/** Every kind of public page, in each state that has words of its own. */
export const PAGES: readonly Place[] = [
  ['/', 200],
  ['/editions', 200],
  ['/editions/6', 200],
  ['/editions/7', 200],
  ['/editions/7?sections=s1', 200],
  ['/editions/7/titlos-1', 200],
  ['/editions/7/titlos-2', 200],
  ['/editions/6/titlos-5', 200],
  ['/sections/s1', 200],
  ['/sections/s1?page=2', 200],
  ['/search', 200],
  ['/search?q=Κείμενο&page=2', 200],
  ['/search?q=Ουδέν', 200],
  ['/feeds', 200],
  ['/feeds?sections=s1', 200],
  ['/feed.xml', 200],
  ['/accessibility', 200],
  ['/privacy', 200],
  ['/subscribe', 200],
  ['/subscribe/email', 200],
  ['/preferences', 200],
  ['/editions/7/titlos-3', 410],
];

/** What else is refused, each with a sentence of its own. */
export const REFUSED: readonly Place[] = [
  ['/8', 404],
  ['/editions/8', 404],
  ['/editions/8/feed.xml', 404],
  ['/editions/7/titlos-9', 404],
  ['/sections/s9', 404],
  ['/sections/s1?page=9', 404],
  ['/sections/s2?page=9', 404],
  ['/sections/s1?page=x', 404],
  ['/feed.xml?page=9', 404],
  ['/sections/s2/feed.xml?page=9', 404],
  ['/assets/x.css', 404],
  [`/images/${'0'.repeat(64)}.png`, 404],
  ['/%01', 400],
];
