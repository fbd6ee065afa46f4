import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { parseEmailAddress } from '../../src/core/index.ts';
import { sendNoticeJob, sweepJob } from '../../src/jobs/index.ts';
import { subscribe } from '../../subscribers/index.ts';
import { until } from '../support/until.ts';
import { buildHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await buildHouse(1, { rate: 50 });
});
afterAll(() => house?.close());

const notices = () => house.app.db.selectFrom('notices').selectAll().orderBy('id').execute();
const newest = async () => (await notices()).at(-1) ?? expect.unreachable();
const waitingForThePace = async () => {
  const { rows } = await sql`
    SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE pace%'`.execute(
    house.app.db,
  );
  return rows.length;
};
const sent = (destination: string) => house.simulator.mails({ destination }).length;

/** A sign-up whose mail has got as far as the call when the worker is killed. */
async function killedInTheCall(address: string): Promise<void> {
  house.simulator.setEvents({ paused: true });
  await subscribe(
    { ...house.app, elsewhere, noticesPerHour: 3_000 },
    { email: parseEmailAddress(address), choice: 'all' },
    { source: 'sign-up form', wording: null },
  );
  await until(
    async () =>
      (await newest()).state === 'calling' && (house.simulator.counters().calls.SendRawEmail ?? 0) > 0,
  );
  await house.workers[0]?.stop('SIGKILL');
  await house.replaceWorkers();
}

/** As the sweeper finds it more than a minute later, with bells for it all the while. */
async function aMinuteLater(): Promise<void> {
  const { id } = await newest();
  await house.app.db
    .updateTable('notices')
    .set({ updated_at: new Date(Date.now() - 61_000) })
    .where('id', '=', id)
    .execute();
  for (let n = 0; n < 3; n += 1) await house.app.queue.enqueue(sendNoticeJob, { noticeId: id });
  await house.app.queue.enqueue(sweepJob, {});
  await until(async () => (await newest()).state === 'unknown');
  await house.app.queue.enqueue(sendNoticeJob, { noticeId: id });
}

test('a single mail whose worker died after SES took it is unknown, never doubled, and settled by its event', async () => {
  house.simulator.clear();
  house.simulator.setFaults([{ kind: 'accept-then-hang', times: 1 }]);
  await killedInTheCall('taken@example.org');
  expect(sent('taken@example.org')).toBe(1);
  await aMinuteLater();
  expect(await newest()).toMatchObject({ reason: 'the worker stopped during the call', tries: 1 });
  house.simulator.setEvents({ paused: false });
  await until(async () => (await newest()).state === 'accepted');
  expect(sent('taken@example.org')).toBe(1);
});

test('one that SES never took is unknown too, and nobody sends it again by itself', async () => {
  house.simulator.clear();
  house.simulator.setFaults([{ kind: 'hang', times: 1 }]);
  await killedInTheCall('never@example.org');
  await aMinuteLater();
  house.simulator.setEvents({ paused: false });
  // A mail that was asked for later goes out, so the queue has been through what was rung for before.
  await subscribe(
    { ...house.app, elsewhere, noticesPerHour: 3_000 },
    { email: parseEmailAddress('later@example.org'), choice: 'all' },
    { source: 'sign-up form', wording: null },
  );
  await until(() => sent('later@example.org') === 1);
  expect(sent('never@example.org')).toBe(0);
  expect((await notices()).map(({ state }) => state)).toContain('unknown');
});

test('one whose worker died before its call is sent by the next', async () => {
  house.simulator.clear();
  house.simulator.setFaults([]);
  // A new worker has no slot in hand from the mail before, and has to ask for one.
  await house.workers[0]?.stop('SIGKILL');
  await house.replaceWorkers();
  // Nobody gets a slot while the pace's row is held, so the mail stays between its making and its call.
  await house.app.db.transaction().execute(async (held) => {
    await held.updateTable('pace').set({ sent_today: 0 }).execute();
    await subscribe(
      { ...house.app, elsewhere, noticesPerHour: 3_000 },
      { email: parseEmailAddress('early@example.org'), choice: 'all' },
      { source: 'sign-up form', wording: null },
    );
    await until(async () => (await waitingForThePace()) > 0);
    await house.workers[0]?.stop('SIGKILL');
  });
  await house.replaceWorkers();
  expect(await newest()).toMatchObject({ state: 'queued', tries: 0 });
  await until(() => sent('early@example.org') === 1, 60_000);
  expect(house.simulator.counters().mails).toBe(1);
});
