import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailCompiler } from '../../src/compose/approval.ts';
import { startSending } from '../../src/compose/runs.ts';
import { type EditionNumber, editionNumber, isFault } from '../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  importEditionFolder,
  reopenEdition,
} from '../../src/editions/index.ts';
import { findRunOfEdition } from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { until } from '../support/until.ts';
import { addReaders, buildHouse, type House, pause, writeEdition } from './house.ts';
import { createRandom, ROUNDS } from './random.ts';

const READERS = 20;
const by = editor('ed@example.org');
let house: House;
beforeAll(async () => {
  house = await buildHouse(1, { options: { APPROVAL_BY: 'anyone' } });
  await addReaders(house.app, READERS);
}, 240_000);
afterAll(() => house?.close());

/** Brings the edition in under a title, which is in each of its mails, and approves it. */
async function approved(number: EditionNumber, title: string): Promise<void> {
  const folder = writeEdition(number);
  const file = join(folder, 'edition.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('title: Killed', `title: ${title}`));
  await importEditionFolder(house.app, folder, by);
  rmSync(folder, { recursive: true });
  await assembleEdition(house.app, number, by);
  await approveEdition(house.app, number, editor('boss@example.org'), { compile: mailCompiler(house.app) });
}

/** Whether it was opened again before its sending began. */
async function reopened(number: EditionNumber): Promise<boolean> {
  try {
    await reopenEdition(house.app, number, { by, reason: 'One more thing.' });
    return true;
  } catch (error) {
    if (isFault(error)) return false;
    throw error;
  }
}

/** It is sent, or nobody can say of some whether they are. */
async function ended(number: EditionNumber): Promise<boolean> {
  const run = await findRunOfEdition(house.app.db, number);
  return run?.state === 'succeeded' || run?.reason?.code === 'unknown-mails';
}

test('what was opened again is not sent, and what was sent goes to each reader once, however the worker dies between', async () => {
  const { seed, random } = createRandom();
  for (let round = 1; round <= Math.max(ROUNDS, 2); round += 1) {
    const number = editionNumber(round);
    await approved(number, `Before ${round}`);
    house.simulator.clear();
    const [sends, opens, dies] = [random() * 200, random() * 1_200, random() * 1_200];
    const [, open] = await Promise.all([
      pause(sends).then(() => startSending(house.app, { edition: number, by })),
      pause(opens).then(() => reopened(number)),
      pause(dies).then(() => house.workers[0]?.stop('SIGKILL')),
    ]);
    await house.replaceWorkers();
    if (open) await approved(number, `After ${round}`);
    // Rings at once: the bell that the dead worker held is heard again only when its lock ends, a minute later.
    if (!(await ended(number))) await startSending(house.app, { edition: number, by });
    await until(() => ended(number), 240_000);
    // Its approvers may be told of it in between.
    const mails = house.simulator
      .mails({ limit: 1_000 })
      .filter(({ destinations }) => destinations[0] !== house.app.config.mailFrom?.address);
    const said = `seed ${seed}, round ${round}, ${open ? 'opened again' : 'too late to open'}`;
    const to = mails.map(({ destinations }) => destinations[0]);
    expect(new Set(to).size, said).toBe(to.length);
    const rows = await house.app.db
      .selectFrom('deliveries')
      .select('state')
      .where('edition_number', '=', number)
      .execute();
    const unknown = rows.filter(({ state }) => state === 'unknown').length;
    expect(rows, said).toHaveLength(READERS);
    expect(to.length + unknown, said).toBeGreaterThanOrEqual(READERS);
    const title = `${open ? 'After' : 'Before'} ${round}`;
    const words = mails.map(({ id }) => String(house.simulator.raw(id)));
    expect(words.filter((mail) => !mail.includes(title)).length, said).toBe(0);
  }
}, 3_600_000);
