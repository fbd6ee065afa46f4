import { beforeAll, expect, test } from 'vitest';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';

const SAMPLE = new URL('../../sample/edition-07', import.meta.url).pathname;
let env: Record<string, string>;
beforeAll(async () => {
  const { url } = await freshDatabase();
  env = { PATH: process.env.PATH ?? '', DATABASE_URL: url, SENDING: 'off' };
});
const cli = (...args: string[]) => quarterly(env, ...args);
const json = async (...args: string[]) => JSON.parse((await cli(...args, '--json')).out);

test('what the desk decides can be decided at a terminal: hold, ask for changes, move, ask for approval, revoke', async () => {
  await cli('edition', 'import', SAMPLE);
  const [one, other] = (await json('articles', 'list')) as { id: number }[];
  const [id, second] = [String(one?.id), String(other?.id)];
  expect(await cli('articles', 'move', id, 'none')).toMatchObject({
    status: 0,
    out: expect.stringContaining('is in no edition'),
  });
  expect((await json('articles', 'show', id)).edition).toBeNull();
  expect(await cli('articles', 'move', id, '7')).toMatchObject({ out: `Article ${id} is in edition 7.\n` });
  expect((await cli('articles', 'move', id, '99')).status).toBe(1);
  expect((await cli('articles', 'move', id, 'somewhere')).status).toBe(2);
  expect(await cli('articles', 'hold', id, '--words', 'For the spring.')).toMatchObject({
    status: 0,
    out: `1 article held for a later edition: ${id}\n`,
  });
  expect((await cli('articles', 'ask-changes', second)).status).toBe(2);
  expect((await cli('articles', 'ask-changes', second, '--words', 'Name the place.')).status).toBe(0);
  const acts = ((await json('audit', 'list')) as { act: string }[]).map(({ act }) => act);
  expect(acts).toEqual(expect.arrayContaining(['article.moved', 'article.held', 'article.changes-asked']));

  const asked = await cli('approvals', 'ask', '7', 'kim@example.org', '--name', 'Kim');
  expect(asked).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^Link 1 of edition 7: kim@example.org, a guest\n/),
  });
  expect((await cli('approvals', 'revoke', '7', '1')).status).toBe(0);
  expect((await cli('approvals', 'revoke', '7', '99')).status).not.toBe(0);
  expect((await json('audit', 'list'))[0]).toMatchObject({
    act: 'edition.approval-revoked',
    params: { link: 1 },
  });
  expect(
    (await quarterly({ ...env, APPROVAL: 'none' }, 'approvals', 'ask', '7', 'kim@example.org')).status,
  ).toBe(1);
});
