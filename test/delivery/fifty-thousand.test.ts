import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  type Database,
  type EditionNumber,
  editionNumber,
  silentLog,
  systemClock,
} from '../../src/core/index.ts';
import { applyEvents, deliveryReport, type FeedbackDeps, planDeliveries } from '../../src/delivery/index.ts';
import { runControl } from '../../src/flows/index.ts';
import { installationOf } from '../../src/settings/index.ts';
import { addressHashes, noteArrived, noteSoftBounce, suppress } from '../../subscribers/index.ts';
import { freshDatabase } from '../support/database.ts';
import { readyToSend } from './support/edition.ts';

/**
 * 10,000 events of 3,400 mails in any order (`npm run test:events`: 50,000 of 17,000), each three times and each time as a message of its own, applied by three
 * workers at once beside another installation's thousand: the books are those of the same events in order, once.
 */
const MAILS = Number(process.env.EVENTS_OF_MAILS ?? 3_400);
const keys = [{ id: 'k', key: Buffer.alloc(32, 3) }];

const bounce = (bounceType: string, bounceSubType: string) => ({
  eventType: 'Bounce',
  bounce: { bounceType, bounceSubType },
});
const send = { eventType: 'Send' };
const delivered = { eventType: 'Delivery' };
const complaint = { eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse' } };

type Fate = { events: object[]; state: string; reader: string };

/** What becomes of every hundredth mail, by its number; all others arrive, and SES publishes a delay. */
const FATES: Record<number, Fate> = {
  1: { events: [send, bounce('Permanent', 'General')], state: 'bounced', reader: 'hard bounce' },
  2: { events: [send, delivered, complaint], state: 'complained', reader: 'complaint' },
  3: { events: [send, delivered, bounce('Transient', 'General')], state: 'delivered', reader: 'active' },
  4: { events: [send, bounce('Transient', 'MailboxFull')], state: 'bounced', reader: 'active' },
  5: {
    events: [send, bounce('Transient', 'General'), bounce('Permanent', 'NoEmail')],
    state: 'bounced',
    reader: 'hard bounce',
  },
  6: {
    events: [send, { eventType: 'Reject', reject: { reason: 'Bad content' } }],
    state: 'rejected',
    reader: 'active',
  },
  7: { events: [send], state: 'accepted', reader: 'active' },
  8: {
    events: [send, delivered, bounce('Undetermined', 'Undetermined')],
    state: 'delivered',
    reader: 'active',
  },
};
const USUAL: Fate = {
  events: [send, { eventType: 'DeliveryDelay' }, delivered],
  state: 'delivered',
  reader: 'active',
};
const fateOf = (number: number) => FATES[number % 100] ?? USUAL;

type Row = { id: number; email: string };
type Stored = { sns: string; payload: string; mailboxes: string[] };

/** Repeatable: a failure comes again. */
function shuffled<T>(items: T[]): T[] {
  let seed = 20_261_126;
  for (let at = items.length - 1; at > 0; at -= 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % (at + 1);
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}

function eventsOf(rows: readonly Row[], installation: string): Stored[] {
  return rows.flatMap(({ id, email }, number) =>
    fateOf(number).events.flatMap((event, nth) => {
      const tags = { delivery: [String(id)], installation: [installation] };
      const payload = JSON.stringify({ ...event, mail: { messageId: `ses-${id}`, tags } });
      const mailboxes = addressHashes(keys, email as never);
      return [1, 2, 3].map((copy) => ({ sns: `${id}-${nth}-${copy}`, payload, mailboxes }));
    }),
  );
}

async function store(db: Database, events: readonly Stored[]): Promise<void> {
  for (let from = 0; from < events.length; from += 5_000) {
    const part = events.slice(from, from + 5_000);
    await sql`INSERT INTO ses_events (sns_message_id, event_type, received_at, payload, mailboxes)
      SELECT sns, payload::jsonb->>'eventType', now(), payload::jsonb, ARRAY[mailbox] FROM unnest(
        ${part.map((one) => one.sns)}::text[], ${part.map((one) => one.payload)}::text[],
        ${part.map((one) => one.mailboxes[0])}::text[]) AS u (sns, payload, mailbox)`.execute(db);
  }
}

async function mailed(db: Database): Promise<{ edition: EditionNumber; rows: Row[] }> {
  const edition = await readyToSend(db, 1, MAILS);
  await planDeliveries({ db, clock: systemClock }, edition);
  await sql`UPDATE deliveries SET state = 'calling', tries = 1, lease_id = 'one'`.execute(db);
  // Of every third the answer of SES is not stored yet.
  await sql`UPDATE deliveries SET message_id = 'ses-' || id WHERE id % 3 > 0`.execute(db);
  const { rows } = await sql<Row>`
    SELECT d.id, s.email FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id ORDER BY d.id`.execute(
    db,
  );
  return { edition, rows };
}

test('10,000 events, or as many as are asked for, shuffled and tripled give one result', async () => {
  const { db } = await freshDatabase();
  const { edition, rows } = await mailed(db);
  const { id } = await installationOf(db);
  const foreign = eventsOf(rows.slice(0, MAILS / 10), 'another').map((one) => ({
    ...one,
    sns: `other-${one.sns}`,
  }));
  const events = eventsOf(rows, id);
  expect(events.length / 3).toBeGreaterThanOrEqual((MAILS / 17) * 50);
  await store(db, shuffled([...events, ...foreign]));

  const own = { db, clock: systemClock, keys };
  const deps: FeedbackDeps = {
    db,
    clock: systemClock,
    log: silentLog,
    mailboxes: (address) => addressHashes(keys, address),
    runs: runControl,
    readers: {
      suppress: (to, cause) => suppress(own, to, cause),
      noteSoftBounce: (to, number) => noteSoftBounce(own, to, number),
      noteArrived: (reader, number) => noteArrived(own, reader, number),
    },
  };
  await Promise.all([applyEvents(deps), applyEvents(deps), applyEvents(deps)]);

  const counted = (of: (fate: Fate) => string) =>
    rows.reduce<Record<string, number>>((sum, _, number) => {
      const key = of(fateOf(number));
      sum[key] = (sum[key] ?? 0) + 1;
      return sum;
    }, {});
  const { states } = await deliveryReport(db, edition);
  expect(Object.fromEntries(Object.entries(states).filter(([, count]) => count > 0))).toEqual(
    counted(({ state }) => state),
  );
  const { rows: found } = await sql<{ number: number; state: string; reader: string }>`
    SELECT row_number() OVER (ORDER BY d.id) - 1 AS number, d.state,
      CASE WHEN s.state = 'suppressed' THEN s.state_reason ELSE s.state END AS reader
    FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id ORDER BY d.id`.execute(db);
  const wrong = found.filter(({ number, state, reader }) => {
    const fate = fateOf(number);
    return state !== fate.state || reader !== fate.reader;
  });
  expect(wrong).toEqual([]);
  const { rows: open } =
    await sql`SELECT 1 FROM ses_events WHERE applied_at IS NULL OR mailboxes IS NOT NULL`.execute(db);
  expect(open).toEqual([]);
  const softly = await sql<{ readers: number }>`
    SELECT count(*) AS readers FROM subscribers WHERE soft_bounces > 0 AND state = 'active'`.execute(db);
  expect(softly.rows[0]?.readers).toBe(rows.filter((_, number) => number % 100 === 4).length);
  expect(await runOf(db)).toBe('held');
}, 600_000);

const runOf = async (db: Database) =>
  (
    await db
      .selectFrom('runs')
      .select('state')
      .where('edition_number', '=', editionNumber(1))
      .executeTakeFirstOrThrow()
  ).state;
