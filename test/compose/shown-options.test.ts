import { expect, test } from 'vitest';
import { shownOptions } from '../../src/compose/shown-options.ts';
import { loadConfig, options } from '../../src/config.ts';

const shown = (env: Record<string, string>) =>
  new Map(shownOptions(loadConfig(env)).flatMap((group) => group.options.map((one) => [one.env, one])));

test('every option is shown once, with its value as it was read and what it does', () => {
  const found = shown({ CADENCE: '0 9 1 * *', APPROVERS: 'kim@example.org, sam@example.org' });
  expect([...found.keys()]).toEqual(Object.values(options).map(({ env }) => env));
  expect(found.get('CADENCE')).toMatchObject({ value: '0 9 1 * *', usual: false, doc: options.cadence.doc });
  expect(found.get('APPROVERS')?.value).toBe('kim@example.org, sam@example.org');
  expect(found.get('SEND_HOLD_MINUTES')).toMatchObject({ value: '10', usual: true });
  expect(found.get('PUBLIC_URL')?.value).toBe('');
});

test('no key and no password is ever shown, wherever it stands', () => {
  const secret = 'hunter2-hunter2-hunter2-hunter2-hunter2';
  const env = {
    DATABASE_URL: `postgres://quarterly:${secret}@db.example.org/quarterly`,
    REDIS_URL: `redis://:${secret}@cache.example.org`,
    SECRET_KEY: secret,
    SECRET_KEYS: `${secret}-1,${secret}-2`,
    SES_ENDPOINT: `http://user:${secret}@localhost:3001`,
    WEBSUB_HUB: `https://user:${secret}@hub.example.org/`,
  };
  const all = shown(env);
  expect(JSON.stringify([...all.values()])).not.toContain('hunter2');
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'SECRET_KEY', 'SECRET_KEYS'])
    expect(all.get(name)?.value, name).toBe('set');
  expect(shown({}).get('SECRET_KEY')?.value).toBe('not set');
  for (const [, option] of all) expect(option.value).not.toMatch(/^\[object/);
});
