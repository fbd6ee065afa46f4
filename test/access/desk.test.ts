import { userInfo } from 'node:os';
import { beforeAll, expect, test } from 'vitest';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';

const SAMPLE = new URL('../../sample/edition-07', import.meta.url).pathname;
const { username } = userInfo();
let env: Record<string, string>;
beforeAll(async () => {
  const { url } = await freshDatabase();
  env = { PATH: process.env.PATH ?? '', DATABASE_URL: url, SENDING: 'off', APPROVERS: 'old@example.org' };
});
const cli = (...args: string[]) => quarterly(env, ...args);

test('people are invited, listed and removed at the terminal, and that is on record', async () => {
  expect(await cli('desk', 'people')).toMatchObject({
    status: 0,
    out: expect.stringContaining('desk invite'),
  });
  expect(
    await cli('desk', 'invite', 'ed@example.org', '--role', 'editor', '--name', 'Ed Example'),
  ).toMatchObject({
    status: 0,
    out: 'ed@example.org is invited (editor).\n',
  });
  await cli('desk', 'invite', 'boss@example.org', '--role', 'approver', 'admin');
  expect((await cli('desk', 'invite', 'x@example.org', '--role', 'owner')).status).toBe(2);
  expect((await cli('desk', 'invite', 'x@example.org')).status).toBe(2);
  expect((await cli('desk', 'invite', 'no address', '--role', 'editor')).status).toBe(2);
  expect(JSON.parse((await cli('desk', 'people', '--json')).out)).toMatchObject([
    { email: 'ed@example.org', name: 'Ed Example', roles: ['editor'], state: 'invited' },
    { email: 'boss@example.org', name: null, roles: ['admin', 'approver'], state: 'invited' },
  ]);
  expect((await cli('desk', 'remove', 'ed@example.org')).status).toBe(0);
  expect(await cli('desk', 'remove', 'ed@example.org')).toMatchObject({ status: 1 });
  expect((await cli('desk', 'people')).out).toMatch(/ed@example.org +Ed Example +editor +removed at /);
  const { out } = await cli('audit', 'list', '--json');
  expect(JSON.parse(out).map(({ act, by }: { act: string; by: unknown }) => [act, by])).toEqual([
    ['person.removed', { kind: 'command', user: username }],
    ['person.invited', { kind: 'command', user: username }],
    ['person.invited', { kind: 'command', user: username }],
  ]);
});

test('a deputy is named for an approver at the terminal, and nobody any more', async () => {
  await cli('desk', 'invite', 'dana@example.org', '--role', 'approver', '--name', 'Dana Example');
  const named = await cli(
    'desk',
    'deputy',
    'dana@example.org',
    '--for',
    'boss@example.org',
    '--until',
    '2027-01-03',
  );
  expect(named).toMatchObject({
    status: 0,
    out: 'Dana Example is asked in the place of boss@example.org until 2027-01-03, once they have not answered.\n',
  });
  expect(await cli('desk', 'deputy', '--for', 'boss@example.org')).toMatchObject({ status: 1 });
  expect((await cli('desk', 'deputy', '--none', '--for', 'boss@example.org', '--json')).out).toContain(
    'null',
  );
});

test('--as names a person of the desk as such, and anybody else by the address that was given', async () => {
  await cli('edition', 'import', SAMPLE, '--as', 'BOSS@example.org');
  await cli('edition', 'assemble', '7', '--as', 'stranger@example.org');
  const { out } = await cli('audit', 'list', '--edition', '7');
  expect(out).toMatch(new RegExp(`edition.imported +7 +shell user ${username} for boss@example.org`));
  expect(out).toMatch(
    new RegExp(`edition.assembled +7 +shell user ${username}, who gave stranger@example.org`),
  );
});
