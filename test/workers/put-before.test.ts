import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailCompiler } from '../../src/compose/approval.ts';
import { editionFlowActions } from '../../src/compose/edition-flow-actions.ts';
import { type Database, type EditionNumber, movableClock, silentLog } from '../../src/core/index.ts';
import { approveEdition, assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import {
  advance,
  bindFlows,
  editionFlow,
  findRunOfEdition,
  showRun,
  startRun,
} from '../../src/flows/index.ts';
import { loadTheme } from '../../src/rendering/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';

const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
const by = editor('ed@example.org');
const folder = mkdtempSync(join(tmpdir(), 'quarterly-put-before-'));
cpSync(new URL('../../sample/edition-07', import.meta.url).pathname, folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

let db: Database;
beforeAll(async () => {
  ({ db } = await freshDatabase());
});

/** What the approvers were told of, one list a mail. */
const told: string[][] = [];
const rendering = { publicUrl: 'https://bulletin.example.org', theme: loadTheme('standard') };

const compiler = mailCompiler({ clock, rendering });

function deps(instead: { compile?: typeof compiler } = {}) {
  const flow = {
    db,
    clock,
    queue: bell(),
    log: silentLog,
    approval: 'required' as const,
    render: rendering,
    compile: compiler,
    putBefore: async () => undefined,
    poll: async () => ({ feeds: [] }),
    check: async () => ({ blocking: [], outputs: { findings: [], variants: 0, largest: 0 } }),
    remind: async () => ({ deputies: 0 }),
    async tellChanged(_: unknown, __: EditionNumber, changes: string[]) {
      told.push(changes);
      return [];
    },
    canary: [],
    recall: async () => {},
    hubSaid: async () => undefined,
    ...instead,
  };
  return { ...flow, flows: bindFlows([editionFlow], editionFlowActions(flow)) };
}

const requests = () => db.selectFrom('approval_requests').select('content_key').orderBy('id').execute();
const run = async (edition: EditionNumber) => (await findRunOfEdition(db, edition)) ?? expect.unreachable();
function changeWelcome(words: string) {
  const file = join(folder, 'welcome.md');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${words}\n`);
}

test('what is changed while it waits for approval is checked, compiled and put before the approvers again', async () => {
  const { edition } = await importEditionFolder({ db, clock }, folder, by);
  const { id } = await startRun(deps(), { edition, by });
  await advance(deps(), id);
  expect(await run(edition)).toMatchObject({ state: 'waiting', reason: { code: 'waits-for-approval' } });
  expect(await requests()).toHaveLength(1);

  // The same folder again, and looks of the sweeper, ask nobody anew.
  await importEditionFolder({ db, clock }, folder, by);
  await advance(deps(), id);
  expect(await requests()).toHaveLength(1);
  expect(told).toEqual([]);

  changeWelcome('A late word.');
  clock.advance(60_000);
  await importEditionFolder({ db, clock }, folder, by);
  await advance(deps(), id);
  expect(told).toEqual([['The welcome was changed.']]);
  expect(await requests()).toHaveLength(2);
  const { actions, ...now } = await showRun(db, id);
  expect(now).toMatchObject({ state: 'waiting', reason: { code: 'waits-for-approval' } });
  const attempts = Object.fromEntries(actions.map(({ name, attempts: each }) => [name, each]));
  expect(attempts.assemble).toHaveLength(1);
  expect(attempts.check?.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  expect(attempts.render).toHaveLength(2);
  expect(attempts.approve).toMatchObject([
    { state: 'cancelled', error: { code: 'content-changed' } },
    { state: 'waiting', error: null },
  ]);
  await advance(deps(), id);
  expect(told).toHaveLength(1);

  // An article that is withdrawn changes it too.
  const gone = await db
    .selectFrom('articles')
    .select(['id', 'headline'])
    .where('edition_number', '=', edition)
    .where('position', 'is not', null)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('articles')
    .set({ state: 'withdrawn', edition_number: null })
    .where('id', '=', gone.id)
    .execute();
  await advance(deps(), id);
  expect(told.at(-1)).toContain(`Left out: “${gone.headline}”.`);

  // Approved, it goes on; the next change after an approval is no news to who waits.
  await assembleEdition({ db, clock }, edition, by);
  await approveEdition(deps(), edition, editor('boss@example.org'), { compile: deps().compile });
  await db.updateTable('editions').set({ send_at: null }).where('number', '=', edition).execute();
  await advance(deps(), id);
  expect(await run(edition)).toMatchObject({ state: 'waiting', reason: { code: 'no-send-time' } });
  expect(told).toHaveLength(2);
});

test('what is approved or opened again beneath an action is no failure of it', async () => {
  const file = join(folder, 'edition.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('number: 7', 'number: 8'));
  const { edition } = await importEditionFolder({ db, clock }, folder, by);
  const { id } = await startRun(deps(), { edition, by });
  const boss = editor('boss@example.org');
  let approved = false;
  const compile: typeof compiler = async (from, frozen) => {
    const mail = await compiler(from, frozen);
    if (!approved) {
      approved = true;
      await assembleEdition({ db, clock }, edition, by);
      await approveEdition(deps(), edition, boss, { compile: compiler });
    }
    return mail;
  };
  await advance(deps({ compile }), id);
  expect(approved).toBe(true);
  expect((await run(edition)).state).not.toBe('failed');
  const { actions } = await showRun(db, id);
  expect(actions.find(({ name }) => name === 'approve')?.state).toBe('succeeded');
});
