import { sql } from 'kysely';
import {
  canonicalJson,
  type Database,
  type EditionNumber,
  parseEmailAddress,
  readReason,
  sayReason,
  sectionSlug,
  sha256,
} from '../../../src/core/index.ts';
import type { EditionMail } from '../../../src/delivery/index.ts';
import type { Snapshot } from '../../../src/editions/index.ts';
import { insertEdition } from '../../support/edition.ts';

export const SLUGS = ['alpha', 'beta', 'gamma'].map(sectionSlug);

/** An approved edition of three sections with a run that is open, and `readers` active subscribers of varied choice. */
export async function readyToSend(db: Database, number: number, readers: number): Promise<EditionNumber> {
  const edition = await insertEdition(db, number, { state: 'sending' });
  await sql`INSERT INTO sections (slug, label, position) SELECT s, s, n FROM unnest(${SLUGS}::text[]) WITH ORDINALITY AS u (s, n)
    ON CONFLICT DO NOTHING`.execute(db);
  const content = canonicalJson(snapshotOf(edition));
  await db
    .insertInto('snapshots')
    .values({ edition_number: edition, hash: sha256(content), content, created_at: new Date() })
    .execute();
  await openRun(db, edition);
  await addReaders(db, readers);
  return edition;
}

export async function openRun(db: Database, edition: EditionNumber): Promise<void> {
  await db
    .insertInto('runs')
    .values({
      edition_number: edition,
      trigger: 'manual',
      slot: null,
      state: 'running',
      reason: null,
      started_at: new Date(),
      finished_at: null,
    })
    .execute();
}

/** Choices go round: all sections, one each, two of them. Nobody's choice is empty. */
export async function addReaders(db: Database, count: number, from = 1): Promise<void> {
  await sql`
    INSERT INTO subscribers (email, email_key, state, all_sections, sections, created_at, updated_at)
    SELECT 'reader' || n || '@example.org', 'reader' || n || '@example.org', 'active', n % 4 = 0,
      CASE n % 4 WHEN 0 THEN '{}' WHEN 1 THEN ARRAY[a] WHEN 2 THEN ARRAY[b] ELSE ARRAY[a, c] END, now(), now()
    FROM generate_series(${from}::int, ${from}::int + ${count}::int - 1) n,
      (SELECT min(id) AS a, min(id) + 1 AS b, min(id) + 2 AS c FROM sections) ids`.execute(db);
}

const snapshotOf = (number: EditionNumber): Snapshot => ({
  number,
  cover: 'May 2026',
  title: 'Bulletin',
  strapline: '',
  publisher: 'Publisher',
  mailbox: 'bulletin@example.org',
  welcome: '',
  approvedAt: '2026-05-01T09:00:00.000Z',
  sections: SLUGS.map((slug) => ({ slug, label: slug, description: '', articles: [] })),
});

/** Small mails, so that a test of thousands is about sending and not about bytes. */
export const smallMail: EditionMail = {
  slugs: SLUGS,
  head: {
    from: { name: 'Publisher', address: parseEmailAddress('bulletin@example.org') },
    replyTo: parseEmailAddress('bulletin@example.org'),
    list: { id: 'bulletin.example.org', description: 'Bulletin' },
    kind: 'bulk',
    date: new Date('2026-05-01T09:00:00Z'),
  },
  variant: (slugs) => ({
    subject: 'Bulletin',
    html: `<p>${slugs.join(', ')}</p><a href="slotu">leave</a> <a href="slotp">choose</a>`,
    text: `${slugs.join(', ')}\nslotu\nslotp\n`,
    slots: { unsubscribe: 'slotu', preferences: 'slotp' },
    sections: [...slugs],
  }),
};

/** As a terminal tells it. */
export async function runState(db: Database, edition: EditionNumber) {
  const { state, ...row } = await db
    .selectFrom('runs')
    .select(['state', 'reason', 'reason_code', 'reason_params'])
    .where('edition_number', '=', edition)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const why = readReason(row);
  return { state, reason: why && sayReason(why, 'terminal') };
}
