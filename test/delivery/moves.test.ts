import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import {
  type Database,
  type DeliveryId,
  type DeliveryState,
  type EditionNumber,
  reason,
  reasonColumns,
  type SubscriberId,
} from '../../src/core/index.ts';
import { skipPlanned } from '../../src/delivery/control.store.ts';
import { type DeliveryEvent, isGraver, type Report, STATE_OF_REPORT } from '../../src/delivery/delivery.ts';
import { settleAndCall } from '../../src/delivery/ledger.store.ts';
import { DELIVERY_MOVES, type DeliveryVerb, moveOf } from '../../src/delivery/moves.ts';
import { applyOutcomes } from '../../src/delivery/outcomes.store.ts';
import { insertPlan } from '../../src/delivery/plan/plan.store.ts';
import { writeRecall } from '../../src/delivery/recall/recall.store.ts';
import { endLeases, openLease } from '../../src/delivery/send/lease.store.ts';
import { freshDatabase } from '../support/database.ts';
import { readyToSend } from './support/edition.ts';

const STATES = [
  'planned',
  'calling',
  'accepted',
  'rejected',
  'unknown',
  'skipped',
  'delivered',
  'bounced',
  'complained',
] as const satisfies DeliveryState[];
const HELD: readonly DeliveryState[] = ['calling', 'unknown'];
const REPORTS = Object.keys(STATE_OF_REPORT) as Report[];
/** What a state says that SES has reported; a bounce without its kind is the hard one. */
const REPORTED: Partial<Record<DeliveryState, Report>> = {
  accepted: 'sent',
  rejected: 'rejected',
  delivered: 'delivered',
  bounced: 'bounced',
  complained: 'complained',
};
const LEASE = 'ours';
const why = reason('given-back');
const now = new Date();

let db: Database;
let edition: EditionNumber;
let subscriber: SubscriberId;
let id: DeliveryId;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  edition = await readyToSend(db, 1, 1);
  await plan();
  const row = await db.selectFrom('deliveries').select(['id', 'subscriber_id']).executeTakeFirstOrThrow();
  ({ id, subscriber_id: subscriber } = row);
});

async function plan(): Promise<void> {
  const sections = await db.selectFrom('sections').select('id').execute();
  const sectionIds = sections.map((section) => section.id);
  await insertPlan(db, { edition, sectionIds, ramp: undefined, now });
}

async function put(state: DeliveryState): Promise<void> {
  await sql`DELETE FROM leases`.execute(db);
  await openLease(db, { id: LEASE, edition, seconds: 60 });
  // What a cancelled run left; none of the other verbs looks at it.
  const told = reasonColumns(reason('run-cancelled'));
  const lease = HELD.includes(state) ? LEASE : null;
  await db
    .updateTable('deliveries')
    .set({ state, lease_id: lease, message_id: null, ...told })
    .where('id', '=', id)
    .execute();
}

const recalled = () => ({
  edition,
  mailbox: 'test:mailbox',
  state: 'unknown' as const,
  messageId: null,
  through: 'simulator',
  at: now.toISOString(),
});

const read = async () =>
  (await db.selectFrom('deliveries').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const apply = (event: DeliveryEvent) => applyOutcomes(db, [{ id, event }], now);

async function call(): Promise<void> {
  const { rows } = await sql<{ version: string }>`
    SELECT xmin::text AS version FROM subscribers WHERE id = ${subscriber}`.execute(db);
  const version = rows[0]?.version ?? '';
  await settleAndCall(db, { edition, lease: LEASE, outcomes: [], next: [{ id, subscriber, version }], now });
}

/** Each verb as sending does it, in the statements that it really uses. */
const DO: Record<DeliveryVerb, () => Promise<unknown>> = {
  skip: () => skipPlanned(db, edition, now),
  'plan again': plan,
  call,
  lapse: () => endLeases(db, now, LEASE),
  unanswered: () => apply({ type: 'unanswered', lease: LEASE, reason: why }),
  refuse: () => apply({ type: 'refuse', lease: LEASE, reason: why }),
  unsent: () => apply({ type: 'unsent', lease: LEASE, reason: why }),
  resend: () => apply({ type: 'resend' }),
  'not taken': () => apply({ type: 'not taken' }),
  replan: () => apply({ type: 'replan' }),
  close: () => apply({ type: 'close', reason: why }),
  recall: () => writeRecall(db, [{ id, mail: recalled() }], now),
};
const VERBS = Object.keys(DELIVERY_MOVES) as DeliveryVerb[];

test('every verb in every state leads where the table says, by the statements that are made from it', async () => {
  const wrong: string[] = [];
  for (const state of STATES) {
    for (const verb of VERBS) {
      await put(state);
      await DO[verb]();
      const to = await read();
      if (to !== (moveOf(verb, state) ?? state)) wrong.push(`${state} · ${verb} → ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every report in every state leads to what proves most', async () => {
  const wrong: string[] = [];
  const events = REPORTS.map((report): [Report, DeliveryEvent] => [report, { type: 'report', report }]);
  for (const state of STATES) {
    for (const [report, event] of [...events, ['sent', { type: 'accept', messageId: 'm' }] as const]) {
      await put(state);
      await apply(event);
      const to = await read();
      const due = isGraver(report, REPORTED[state]) ? STATE_OF_REPORT[report] : state;
      if (to !== due) wrong.push(`${state} · ${event.type} ${report} → ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what denies counts only from the lease that made the call', async () => {
  for (const state of HELD) {
    for (const type of ['refuse', 'unsent', 'unanswered'] as const) {
      await put(state);
      await apply({ type, lease: 'another', reason: why });
      expect(await read()).toBe(state);
    }
  }
});
