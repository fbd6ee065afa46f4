import { beforeAll, expect, test } from 'vitest';
import { mailCompiler } from '../../src/compose/approval.ts';
import { editionFlowActions } from '../../src/compose/edition-flow-actions.ts';
import { startSending } from '../../src/compose/runs.ts';
import {
  type Database,
  type EditionNumber,
  movableClock,
  parseEmailAddress,
  silentLog,
} from '../../src/core/index.ts';
import { approveEdition, assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import {
  advance,
  bindFlows,
  editionFlow,
  findRunOfEdition,
  type Run,
  startRun,
} from '../../src/flows/index.ts';
import { loadTheme } from '../../src/rendering/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';

const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
let db: Database;
let edition: EditionNumber;
let blocking: string[] = [];
const queue = bell();
const by = editor('ed@example.org');

beforeAll(async () => {
  ({ db } = await freshDatabase());
});

const rendering = { publicUrl: 'https://bulletin.example.org', theme: loadTheme('standard') };

function deps() {
  const flow = {
    db,
    clock,
    queue,
    log: silentLog,
    approval: 'required' as const,
    render: rendering,
    compile: mailCompiler({ clock, rendering }),
    putBefore: async () => undefined,
    poll: async () => ({ feeds: [] }),
    check: async () => ({ blocking, outputs: { findings: [], variants: 0, largest: 0 } }),
    remind: async () => ({ deputies: 0 }),
    tellChanged: async () => [],
    canary: [parseEmailAddress('canary@example.org')].slice(1),
    recall: async () => {},
    hubSaid: async () => undefined,
  };
  return { ...flow, flows: bindFlows([editionFlow], editionFlowActions(flow)) };
}

async function approved(folder: string): Promise<Run> {
  ({ edition } = await importEditionFolder(
    { db, clock },
    new URL(`../../sample/${folder}`, import.meta.url).pathname,
    by,
  ));
  await assembleEdition({ db, clock }, edition, by);
  await approveEdition({ db, clock, queue }, edition, by);
  const run = await startRun(deps(), { edition, by });
  return run;
}

const sendAt = (at: Date | null) =>
  db.updateTable('editions').set({ send_at: at }).where('number', '=', edition).execute();
const run = async () => (await findRunOfEdition(db, edition)) ?? expect.unreachable();
const state = async () =>
  (await db.selectFrom('editions').select('state').where('number', '=', edition).executeTakeFirstOrThrow())
    .state;

test('an approval alone sends nothing: its time must be set and have come, and then everything is checked again', async () => {
  const { id } = await approved('edition-07');
  await sendAt(null);
  await advance(deps(), id);
  expect(await run()).toMatchObject({ state: 'waiting', reason: { code: 'no-send-time' } });
  expect(await state()).toBe('approved');

  const at = new Date('2027-03-02T09:00:00Z');
  await sendAt(at);
  await advance(deps(), id);
  expect(await run()).toMatchObject({ reason: { code: 'waits-for-send-time' }, next_try_at: at });
  clock.set(new Date(at.getTime() - 1));
  await advance(deps(), id);
  expect(await state()).toBe('approved');

  clock.set(at);
  blocking = ['The link https://gone.example.org is dead.'];
  await advance(deps(), id);
  expect(await run()).toMatchObject({ state: 'held', reason: { code: 'checks-failed' } });
  expect(await state()).toBe('approved');

  blocking = [];
  await db.updateTable('runs').set({ state: 'running' }).where('id', '=', id).execute();
  await advance(deps(), id);
  expect(await run()).toMatchObject({ state: 'succeeded' });
});

test('who asks for an edition to be sent says by that when: now', async () => {
  const { id } = await approved('edition-06');
  await sendAt(new Date('2028-01-01T00:00:00Z'));
  await startSending(deps(), { edition, by });
  await advance(deps(), id);
  expect(await run()).toMatchObject({ state: 'succeeded' });
});
