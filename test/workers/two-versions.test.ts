import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { editionNumber, silentLog } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { addReaders, buildHouse, type House, writeEdition } from '../kill/house.ts';
import { otherProgram, otherProgramRunning, type Running } from '../support/command.ts';
import { hasOldVersion, type OldVersion, unpackOldVersion } from '../support/old-version.ts';
import { until } from '../support/until.ts';

const READERS = 400;
// So slow that the new version is installed and its worker has started while the old one sends.
const RATE = 8;
const LONG = 240_000;
const edition = editionNumber(1);

let old: OldVersion | undefined;
let house: House | undefined;
afterAll(async () => {
  await house?.close();
  old?.remove();
});

/** What the old program does before there is another: an edition that it is sending. */
async function sentByOld({ cli, env: own }: OldVersion, env: Record<string, string>): Promise<Running> {
  const sending = { ...env, ...own, APPROVAL: 'none' };
  const worker = await otherProgramRunning(sending, /worker started/, cli, 'worker');
  const { db, close } = connectDatabase(env.DATABASE_URL ?? '', silentLog, 1);
  await addReaders({ db }, READERS);
  await close();
  const folder = writeEdition(edition);
  for (const args of [
    ['import', folder],
    ['send', String(edition)],
  ])
    expect(await otherProgram(sending, cli, 'edition', ...args)).toMatchObject({ status: 0 });
  rmSync(folder, { recursive: true });
  return worker;
}

test.skipIf(!hasOldVersion())(
  'an older version and this one side by side in mid-send: each reader has one mail, and the older does not start again',
  async () => {
    const version = unpackOldVersion();
    old = version;
    let worker: Running | undefined;
    house = await buildHouse(0, {
      rate: RATE,
      async first(env) {
        worker = await sentByOld(version, env);
      },
    });
    const { app, simulator, env } = house;
    await until(() => simulator.counters().mails >= 20, LONG);
    await house.setWorkers(1);
    const leases = async () => (await app.db.selectFrom('leases').selectAll().execute()).length;
    await until(async () => (await leases()) === 2, LONG);
    const before = simulator.counters().mails;
    await until(() => simulator.counters().mails >= before + 20, LONG);
    expect(await otherProgram({ ...env, ...version.env }, version.cli, 'worker')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^This database is newer than this program/),
    });
    const run = () =>
      app.db.selectFrom('runs').selectAll().where('edition_number', '=', edition).executeTakeFirstOrThrow();
    await until(async () => (await run()).state === 'succeeded', LONG);
    expect(await deliveryReport(app.db, edition)).toMatchObject({ sent: READERS, unknown: 0, open: 0 });
    const readers = simulator.mails({ limit: 10_000 }).map((mail) => mail.destinations[0]);
    expect(readers).toHaveLength(READERS);
    expect(new Set(readers).size).toBe(READERS);
    expect(await worker?.stop()).toBe(0);
  },
  600_000,
);
