import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invitePerson } from '../../src/access/index.ts';
import { editionNumber, parseEmailAddress } from '../../src/core/index.ts';
import { startRun } from '../../src/flows/index.ts';
import { addReaders, buildHouse, type House } from '../kill/house.ts';
import { editor } from '../support/actors.ts';
import { quarterly } from '../support/command.ts';
import { until } from '../support/until.ts';

const LONG_MS = 90_000;
const boss = 'boss@example.org';
let house: House;
let folder: string;
beforeAll(async () => {
  house = await buildHouse(1, { options: { APPROVERS: 'told@example.org' } });
  await addReaders(house.app, 5);
  folder = mkdtempSync(join(tmpdir(), 'quarterly-reopen-'));
  cpSync(new URL('../../sample/edition-07', import.meta.url).pathname, folder, { recursive: true });
});
afterAll(async () => {
  await house?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const command = (...args: string[]) => quarterly(house.env, ...args);
async function done(...args: string[]): Promise<string> {
  const said = await command(...args);
  expect(said, args.join(' ')).toMatchObject({ status: 0 });
  return said.out;
}
const run = () => house.app.db.selectFrom('runs').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();
const runIs = (state: string, why: RegExp) =>
  until(async () => {
    const now = await run();
    return now.state === state && why.test(now.reason ?? '');
  }, LONG_MS);
const actions = async () => {
  const rows = await house.app.db
    .selectFrom('actions')
    .select(['name', 'state'])
    .orderBy('ordinal')
    .execute();
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
};
const toldOf = async (kind: string) =>
  (
    await house.app.db
      .selectFrom('notices')
      .select(['to_address', 'params'])
      .where('kind', '=', kind)
      .execute()
  ).map(({ to_address, params }) => ({
    to: to_address,
    changes: (params as { changes?: string[] }).changes,
  }));
const changeWelcome = (words: string) => {
  const file = join(folder, 'welcome.md');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${words}\n`);
};

test('what is approved is compiled before that, may be opened again, and is sent when nothing was changed', async () => {
  await done('edition', 'import', folder);
  await startRun(house.app, { edition: editionNumber(7), by: { kind: 'flow' } });
  await runIs('waiting', /waits for approval/);
  expect(await actions()).toMatchObject({ render: 'succeeded', approve: 'waiting', send: 'pending' });
  await done('run', 'pause', '7');
  await done('edition', 'approve', '7', '--as', boss);

  expect((await command('edition', 'reopen', '7')).status).toBe(2);
  await done('edition', 'reopen', '7', '--reason', 'A letter is missing.');
  await until(async () => (await actions()).render === 'pending', LONG_MS);
  await done('run', 'resume', '7');
  await runIs('waiting', /opened again by shell user .*: A letter is missing\./);

  expect(await done('edition', 'assemble', '7')).toContain('so that approval stands');
  expect(await done('edition', 'list')).toMatch(/^7 +(approved|sending|sent|published)/m);
  await until(async () => (await run()).state === 'succeeded', LONG_MS);
  expect(await toldOf('approval-void')).toEqual([]);
  expect(await command('edition', 'reopen', '7', '--reason', 'Too late.')).toMatchObject({ status: 1 });
}, 300_000);

test('a change voids the approval, its approver is told what changed, and the last editor approves nothing', async () => {
  writeFileSync(
    join(folder, 'edition.yaml'),
    readFileSync(join(folder, 'edition.yaml'), 'utf8').replace(/^number: 7/m, 'number: 8'),
  );
  for (const [email, role] of [
    ['ed@example.org', 'editor'],
    [boss, 'approver'],
  ] as const)
    await invitePerson(house.app, { email: parseEmailAddress(email), roles: [role], by: editor() });
  await done('edition', 'import', folder, '--as', boss);
  await done('edition', 'assemble', '8');
  const refused = await command('edition', 'approve', '8', '--as', boss);
  expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('somebody else must approve it') });
  const lacking = await command('edition', 'approve', '8', '--as', 'ed@example.org');
  expect(lacking).toMatchObject({ status: 1, err: expect.stringContaining('may not approve editions') });
  expect((await command('edition', 'approve', '8', '--as', boss, '--alone')).status).toBe(1);
  await done('edition', 'approve', '8', '--as', boss, '--alone', '--reason', 'Everybody is on leave.');
  const [alone] = JSON.parse(await done('approvals', 'list', '--alone', '--json'));
  expect(alone).toMatchObject({ edition: 8, alone: 'Everybody is on leave.', lookedBy: null });
  expect((await command('approvals', 'look', String(alone.id), '--as', boss)).status).toBe(1);
  expect((await command('approvals', 'look', String(alone.id), '--as', 'ed@example.org')).status).toBe(1);
  await done('approvals', 'look', String(alone.id), '--as', 'chair@example.org');
  expect(await done('approvals', 'list', '--alone')).toBe('Nothing waits for a second look.\n');

  await done('edition', 'reopen', '8', '--reason', 'One more thing.', '--as', 'ed@example.org');
  changeWelcome('One more thing.');
  await done('edition', 'import', folder, '--as', 'ed@example.org');
  const said = await done('edition', 'assemble', '8');
  expect(said).toContain('must be approved again');
  expect(said).toContain('The welcome was changed.');
  expect(await toldOf('approval-void')).toEqual([{ to: boss, changes: ['The welcome was changed.'] }]);
  expect(await done('edition', 'list')).toMatch(/^8 +assembled/m);
  await done('edition', 'approve', '8', '--as', boss);
  const { approvals } = JSON.parse(await done('edition', 'show', '8', '--json'));
  expect(new Set(approvals.map(({ hash }: { hash: string }) => hash)).size).toBe(2);
  await done('edition', 'send', '8');
  await until(async () => (await run()).state === 'succeeded', LONG_MS);
}, 300_000);

test('under another theme it is not the mail that was approved, and is not sent', async () => {
  writeFileSync(
    join(folder, 'edition.yaml'),
    readFileSync(join(folder, 'edition.yaml'), 'utf8').replace(/^number: 8/m, 'number: 9'),
  );
  await done('edition', 'import', folder, '--as', 'ed@example.org');
  await done('edition', 'assemble', '9');
  const other = await quarterly({ ...house.env, THEME: 'gazette' }, 'edition', 'approve', '9', '--as', boss);
  expect(other).toMatchObject({ status: 0 });
  await done('edition', 'send', '9');
  await runIs('waiting', /How its mail looks has changed since it was approved/);
  expect(await done('edition', 'list')).toMatch(/^9 +assembled/m);
}, 300_000);
