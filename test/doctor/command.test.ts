import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPresence } from '../../src/settings/index.ts';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';

const SECRET = 'Zk3vN8qLr5TyWx2HbJm7PdCs4GfVa9Ue';
const folder = () => mkdtempSync(join(tmpdir(), 'quarterly-doctor-'));

test('nothing found ends with 0, a warning with 1, and both say what they saw', async () => {
  const { db, url } = await freshDatabase();
  const presence = await startPresence(db, { role: 'worker', sending: 'simulator' });
  const env = {
    DATABASE_URL: url,
    SECRET_KEY: SECRET,
    DATA_DIR: folder(),
    JOURNAL_COPY_TO: folder(),
  };
  const [well, warned] = await Promise.all([
    quarterly(env, 'doctor'),
    quarterly({ ...env, JOURNAL_COPY_TO: '' }, 'doctor', '--json'),
  ]);
  await presence.stop();
  expect(well).toMatchObject({ status: 0, err: '' });
  expect(well.out).toContain('Nothing is wrong with what was looked at.');
  expect(warned.status).toBe(1);
  const { findings } = JSON.parse(warned.out);
  expect(findings).toMatchObject([{ code: 'journal-without-copy', severity: 'warning' }]);
});

/** Takes every connection and says nothing. */
async function mute(): Promise<{ port: number; close(): void }> {
  const server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

test('with everything hanging it ends with 2 within its 20 s, and says each', async () => {
  const hole = await mute();
  const at = `127.0.0.1:${hole.port}`;
  const from = performance.now();
  const { status, out } = await quarterly(
    {
      DATABASE_URL: `postgres://quarterly:a-long-enough-one@${at}/quarterly`,
      REDIS_URL: `redis://${at}`,
      SENDING: 'live',
      SENDING_ALLOWLIST: '*',
      SES_ENDPOINT: `http://${at}`,
      PUBLIC_URL: `http://${at}`,
      MAIL_FROM: 'bulletin@example.org',
      DNS_SERVERS: at,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      SECRET_KEY: SECRET,
      DATA_DIR: folder(),
      TIME_ZONE: 'Mars/Olympus',
    },
    'doctor',
    '--json',
  );
  hole.close();
  expect(status).toBe(2);
  const codes = JSON.parse(out).findings.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(
    expect.arrayContaining([
      'option-wrong:TIME_ZONE',
      'database-unreachable',
      'redis-unreachable',
      'ses-unreachable',
      'public-url-unreached',
      'journal-without-copy',
    ]),
  );
  // Its own deadlines, and not the test's patience: a busy machine starts it later.
  expect(performance.now() - from).toBeLessThan(60_000);
});
