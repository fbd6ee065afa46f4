import { Migrator, sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { migrations } from '../../src/adapters/postgres/migrations/index.ts';
import {
  type Database,
  editionNumber,
  type ReasonColumns,
  readReason,
  sayReason,
} from '../../src/core/index.ts';
import { countForThreshold } from '../../src/delivery/feedback/feedback.store.ts';
import { emptyDatabase } from '../support/database.ts';

/** Words as the version before wrote them, by the code that they have now. */
const RUNS: [code: string, words: string][] = [
  [
    'waits-for-approval',
    'Edition 1 waits for approval: look at its preview, then run `quarterly edition approve 1 --as EMAIL`.',
  ],
  ['paused', 'paused by a person'],
  ['cancelled', 'cancelled by a person'],
  ['edition-cancelled', 'edition 1 was cancelled'],
  ['checks-failed', 'Edition 1 does not pass the checks: a link is dead'],
  [
    'unknown-mails',
    'Nobody can say whether Amazon SES took 3 mails of edition 1; an event may still tell. By evidence 2 of them hold: events wait to be applied. To decide: `quarterly deliveries unknown 1`.',
  ],
  [
    'ses-away',
    'Waiting for Amazon SES: connection refused (connect ECONNREFUSED 127.0.0.1:1), since 2026-11-24 09:00 UTC, tried 4 times, next try at 2026-11-24 09:01:10 UTC. It goes on by itself.',
  ],
  [
    'daily-quota',
    'The daily quota of Amazon SES is used up; sending goes on by itself at 2026-11-25 09:00 UTC or as soon as it frees.',
  ],
  [
    'other-sender',
    'Mails of edition 1 have gone under another sender: set MAIL_FROM back and `quarterly run resume 1`, or end this run with `quarterly run cancel 1` and send to the remaining readers with `quarterly edition send 1`.',
  ],
  ['too-many-bounces', '6 of 100 mails bounced (6.0 %, limit 5.0 %): look at the list before you resume.'],
  [
    'action-retried',
    'send failed 2 times since 2026-11-24 09:00:00 UTC and is tried again by itself: disk full',
  ],
  ['action-failed', 'collect: There is no edition 1: run `quarterly edition import DIR` first.'],
  [
    'rest-waits',
    'The first 10 have it; the other 90 follow at 2026-11-24 11:00 UTC, unless bounces or complaints hold the run.',
  ],
  ['sending-failed', 'Edition 1 cannot be sent at present: the theme is gone; it is tried again by itself.'],
  ['action-failed', 'send: Edition 1 is planned: run `quarterly edition assemble 1` first.'],
  ['action-failed', 'send: Edition 1 is assembled: run `quarterly edition approve 1 --as EMAIL` first.'],
  ['action-failed', 'assemble: Edition 1 is sending: it can no longer change.'],
  [
    'action-failed',
    'assemble: Edition 1 is cancelled: a cancelled edition stays cancelled; plan a new one under another number.',
  ],
  ['action-failed', 'publish: Edition 1 has not been approved, so there is nothing to publish.'],
  ['action-failed', 'send: Edition 1 cannot be sent: it has not been approved.'],
  ['action-failed', 'render: Edition 1 is not approved yet, so it cannot be rendered.'],
  [
    'edition-empty',
    'Edition 1 holds no article, so there is nothing to approve: import or accept articles, then assemble it again.',
  ],
  ['said', 'AccountSendingPaused: Account is paused'],
  ['said', 'This process does not send: make its own those of all with `quarterly sending adopt`.'],
];
const DELIVERIES: [code: string, state: string, words: string | null][] = [
  ['nothing-chosen', 'skipped', 'nothing in your sections'],
  ['not-active', 'skipped', 'no longer active: unsubscribed'],
  ['hard-bounce', 'bounced', 'hard bounce: General'],
  ['hard-bounce', 'bounced', 'hard bounce: OnAccountSuppressionList'],
  ['soft-bounce', 'bounced', 'soft bounce: MailboxFull'],
  ['complaint', 'complained', 'abuse'],
  ['refused', 'rejected', 'refused by Amazon SES: Bad content'],
  ['said', 'rejected', 'MessageRejected: no'],
  ['closed', 'skipped', 'closed by a person: nobody knows whether SES took it'],
];
let db: Database;

beforeAll(async () => {
  ({ db } = await emptyDatabase());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('0241-run-moves');
  await sql`INSERT INTO editions (number, state, title, cover, publisher, mailbox, sections, created_at)
    SELECT n, 'sending', 'T', 'C', 'P', 'p@example.org', '[]', now() FROM generate_series(1, 40) n`.execute(
    db,
  );
  for (const [n, [, words]] of RUNS.entries())
    await sql`INSERT INTO runs (edition_number, trigger, state, reason, started_at) VALUES (${n + 1}, 'manual', 'held', ${words}, now())`.execute(
      db,
    );
  await sql`INSERT INTO slots (slot, taken_at, outcome) VALUES (now(), now(), 'overdue: no edition was planned')`.execute(
    db,
  );
  await sql`INSERT INTO subscribers (state, email, email_key, all_sections, sections, created_at, updated_at)
    SELECT 'active', n || '@example.org', n || '@example.org', true, '{}', now(), now() FROM generate_series(1, 20) n`.execute(
    db,
  );
  for (const [n, [, state, words]] of DELIVERIES.entries())
    await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, reason, updated_at) VALUES (1, ${n + 1}, ${state}, ${words}, now())`.execute(
      db,
    );
  await sql`INSERT INTO acts (at, act, subject, actor, params) VALUES (now(), 'edition.approved', 1, '{"kind":"flow"}', '{}')`.execute(
    db,
  );
  await sql`INSERT INTO consequences (act_id, name, tries, next_try_at, error) VALUES
    (1, 'wake-run', 2, now(), ${'There is no edition 1: run `quarterly edition import DIR` first.'}),
    (1, 'end-run', 1, now(), ${'socket hang up, see `quarterly runs list`'})`.execute(db);
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
});

const told = async (table: 'runs' | 'deliveries') =>
  (
    await sql<ReasonColumns>`SELECT reason, reason_code, reason_params FROM ${sql.table(table)} ORDER BY id`.execute(
      db,
    )
  ).rows;
const words = (row: ReasonColumns) => {
  const why = readReason(row);
  return why && sayReason(why, 'terminal');
};

test('rows of the version before get codes, and a terminal says of them what it said', async () => {
  const runs = await told('runs');
  expect(runs.map((row) => row.reason_code)).toEqual(RUNS.map(([code]) => code));
  expect(runs.map(words)).toEqual(RUNS.map(([, said]) => said));
  expect(JSON.stringify(runs)).not.toContain('quarterly ');
  const codes = runs.map(
    ({ reason_params }) => (reason_params as { error?: { code: string } } | null)?.error?.code,
  );
  expect(codes.filter((code) => code?.match(/^(?:no-edition|edition-state|not-approved)$/))).toHaveLength(8);
  const { rows: open } =
    await sql<ReasonColumns>`SELECT error AS reason, reason_code, reason_params FROM consequences ORDER BY name`.execute(
      db,
    );
  expect(open.map(({ reason_code }) => reason_code)).toEqual(['said', 'no-edition']);
  expect(open.map(words)).toEqual([
    'socket hang up, see `quarterly runs list`',
    'There is no edition 1: run `quarterly edition import DIR` first.',
  ]);
  expect(JSON.stringify(open)).not.toContain('quarterly ');
  const deliveries = await told('deliveries');
  expect(deliveries.map((row) => row.reason_code)).toEqual(DELIVERIES.map(([code]) => code));
  expect(deliveries.map(words)).toEqual(DELIVERIES.map(([, , said]) => said));
  expect(await countForThreshold(db, editionNumber(1))).toMatchObject({ hardBounces: 1, complaints: 1 });
  const { rows } = await sql`SELECT reason_code FROM slots`.execute(db);
  expect(rows).toEqual([{ reason_code: 'slot-overdue' }]);
});

test('what a process of the version before writes beside this one, in words alone, has its code at once', async () => {
  const row = async () => (await told('deliveries'))[0];
  await sql`UPDATE deliveries SET state = 'bounced', reason = 'hard bounce: Suppressed' WHERE subscriber_id = 1`.execute(
    db,
  );
  expect(await row()).toMatchObject({ reason_code: 'hard-bounce', reason_params: { kind: 'Suppressed' } });
  await sql`UPDATE deliveries SET state = 'complained', reason = 'abuse' WHERE subscriber_id = 1`.execute(db);
  expect(await row()).toMatchObject({ reason_code: 'complaint', reason_params: { kind: 'abuse' } });
  await sql`UPDATE deliveries SET state = 'planned', reason = NULL WHERE subscriber_id = 1`.execute(db);
  expect(await row()).toMatchObject({ reason_code: null, reason_params: null });
  await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, reason, updated_at) VALUES (1, 15, 'skipped', 'paused by the reader', now())`.execute(
    db,
  );
  expect((await told('deliveries')).at(-1)).toMatchObject({ reason_code: 'reader-paused' });
  await sql`UPDATE runs SET reason = 'paused by a person' WHERE edition_number = 1`.execute(db);
  expect((await told('runs'))[0]).toMatchObject({ reason_code: 'paused' });
});
