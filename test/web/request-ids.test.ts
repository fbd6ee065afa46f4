import { expect, test } from 'vitest';
import { createLog } from '../../src/adapters/logger.ts';
import { logIds, systemClock } from '../../src/core/index.ts';
import { freshDatabase } from '../support/database.ts';
import { servedWeb } from '../support/web.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A web whose database is away once it is asked whether it is ready, so that it logs a line; with the ids of each line. */
async function loggingWeb() {
  const { db, close } = await freshDatabase();
  const lines: unknown[] = [];
  const note = () => void lines.push(logIds());
  const site = await servedWeb({ db, clock: systemClock, log: { info: note, warn: note, error: note } });
  await close();
  return {
    lines,
    ready: (id?: string) =>
      fetch(`${site}/health/ready`, id === undefined ? {} : { headers: { 'x-request-id': id } }),
  };
}

test('a line that a request logs has its id, the proxy’s where that is well formed; the answer says it', async () => {
  const { lines, ready } = await loggingWeb();
  const given = await ready('proxy-1234.abc_DEF');
  expect(given.headers.get('x-request-id')).toBe('proxy-1234.abc_DEF');
  expect(lines).toEqual([{ requestId: 'proxy-1234.abc_DEF' }]);
  for (const wrong of [
    undefined,
    '',
    'short',
    'a'.repeat(65),
    'with space 123',
    '{"level":60}',
    'naïve-id-123'.replace('ï', '%'),
    'a,b,c,d,e,f,g',
  ]) {
    const id = (await ready(wrong)).headers.get('x-request-id');
    expect(id, wrong).toMatch(UUID);
  }
  expect((await ready()).headers.get('x-request-id')).not.toBe((await ready()).headers.get('x-request-id'));
});

test('outside of requests and jobs a line has none', () => {
  expect(logIds()).toEqual({});
  expect(() => createLog('silent', 'test').info({}, 'nothing')).not.toThrow();
});
