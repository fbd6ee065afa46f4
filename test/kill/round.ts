import { sql } from 'kysely';
import type { EditionNumber } from '../../src/core/index.ts';
import { type DeliveryReport, deliveryReport, resendUnknown } from '../../src/delivery/index.ts';
import { startRun } from '../../src/flows/index.ts';
import { sweepJob } from '../../src/jobs/index.ts';
import { editor } from '../support/actors.ts';
import { approvedEdition, type House, pause } from './house.ts';
import type { Kind } from './kinds.ts';

/** What one round left: readers without a mail, readers with two, and what became of the unknown ones. */
export type Result = {
  kind: string;
  strikes: number;
  readers: number;
  lost: number;
  doubled: number;
  unknown: number;
  settledByEvent: number;
  leftToAPerson: number;
  seconds: number;
};

/** What any topology has. */
type Struck = Pick<House, 'app' | 'simulator' | 'replaceWorkers'>;

/** `strikes`: how often the plug is pulled in the round. */
type Strike<H> = { kind: Kind<H>; number: number; random: () => number; strikes?: number };

/** Of 300 readers: what a strike itself costs may not come to be waited for. */
const LAST_STRIKE = 220;
const PATIENCE_MS = 150_000;

/** Sends one edition, pulls the plug while it goes out, mends what was broken, and counts what SES took for whom. */
export async function round<H extends Struck>(
  house: H,
  { kind, number, random, strikes = 1 }: Strike<H>,
): Promise<Result> {
  const started = performance.now();
  const edition = await approvedEdition(house, number);
  house.simulator.clear();
  house.simulator.setEvents({ paused: true });
  await startRun(house.app, { edition, by: editor() });
  for (let strike = 0; strike < strikes; strike += 1) {
    // Each in its own stretch of the edition, and none so late that it meets nothing.
    await untilMails(house, 5 + Math.floor(((strike + random()) / strikes) * LAST_STRIKE));
    await kind.strike(house, random);
    await house.replaceWorkers();
  }
  // With the events held back, what nobody can know stays to be counted.
  const before = await untilReport(house, edition, (report) => report.planned > 0 && report.open === 0);
  house.simulator.setEvents({ paused: false });
  // What SES took is told of by its events, however long they take here; what is unknown after that never reached it.
  const after = await untilReport(house, edition, async () => !(await someUntold(house)));
  if (after.unknown > 0) await decide(house, edition);
  const counted = count(house, before, after);
  return { ...counted, kind: kind.name, strikes, seconds: (performance.now() - started) / 1_000 };
}

/** Whether SES took a mail of which it is still unknown here that it did. */
export async function someUntold({ simulator, app }: Struck): Promise<boolean> {
  const took = simulator
    .mails({ limit: 10_000 })
    .flatMap(({ tags }) => tags.filter(({ name }) => name === 'delivery').map(({ value }) => Number(value)));
  const untold = await app.db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'unknown')
    .where(sql<boolean>`id = ANY(${took}::bigint[])`)
    .executeTakeFirst();
  return untold !== undefined;
}

/** The person's part: what SES has never reported is sent again, and then every reader must have one mail after all. */
async function decide(house: Struck, edition: EditionNumber): Promise<void> {
  await resendUnknown(house.app, { edition, by: editor() });
  await untilReport(house, edition, (report) => report.done);
}

async function untilMails({ simulator }: Struck, wanted: number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (simulator.counters().mails < wanted) {
    if (performance.now() > end) throw new Error(`SES never had ${wanted} mails`);
    await pause(10);
  }
}

/** Rings for the sweep as the recurrence does, only oftener; stores may be away for a moment. */
async function untilReport(
  { app }: Struck,
  edition: EditionNumber,
  holds: (report: DeliveryReport) => boolean | Promise<boolean>,
): Promise<DeliveryReport> {
  const end = performance.now() + PATIENCE_MS;
  let last: unknown;
  while (performance.now() < end) {
    const report = await deliveryReport(app.db, edition).catch(() => undefined);
    if (report && (await holds(report))) return report;
    last = report?.states;
    void app.queue.enqueue(sweepJob, {}).catch(() => {});
    await pause(500);
  }
  throw new Error(`the deliveries of edition ${edition} never came to rest: ${JSON.stringify(last)}`);
}

function count(
  { simulator }: Struck,
  before: DeliveryReport,
  after: DeliveryReport,
): Omit<Result, 'kind' | 'strikes' | 'seconds'> {
  const copies = new Map<string, number>();
  for (const mail of simulator.mails()) {
    const [to = ''] = mail.destinations;
    copies.set(to, (copies.get(to) ?? 0) + 1);
  }
  const readers = after.planned - after.states.skipped;
  return {
    readers,
    lost: readers - copies.size,
    doubled: [...copies.values()].filter((number) => number > 1).length,
    unknown: before.unknown,
    settledByEvent: before.unknown - after.unknown,
    leftToAPerson: after.unknown,
  };
}
