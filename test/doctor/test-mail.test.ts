import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../../src/compose/app.ts';
import { sendTestMail } from '../../src/compose/doctor-test-mail.ts';
import { loadConfig } from '../../src/config.ts';
import { parseEmailAddress, paths, silentLog } from '../../src/core/index.ts';
import { type Served, serveWeb } from '../../src/processes/web.ts';
import { writeSetting } from '../../src/settings/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/redis.ts';

let app: App;
let web: Served;
let ses: Simulator;
const to = parseEmailAddress('operator@example.org');

beforeAll(async () => {
  const { url } = await freshDatabase();
  const port = await freePort();
  ses = await startSimulator({ eventsTo: `http://127.0.0.1:${port}${paths.sesEvents()}` });
  const env = {
    DATABASE_URL: url,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'quarterly-doctor-')),
    PORT: String(port),
    SES_ENDPOINT: ses.url,
    MAIL_FROM: 'Bulletin <bulletin@example.org>',
  };
  app = await openApp(loadConfig(env), { role: 'command', log: silentLog });
  await writeSetting(app.db, 'simulator-url', ses.url);
  web = await serveWeb(app);
});
afterEach(() => {
  ses.setEvents({ types: ['Send', 'Delivery', 'Bounce'], paused: false });
  ses.setFaults([]);
});
afterAll(async () => {
  await web.close();
  await app.close();
  await ses.close();
});

const codesOf = async (over: Partial<Parameters<typeof sendTestMail>[1]> = {}, with_ = app) => {
  const { findings } = (await sendTestMail(with_, { to, patienceMs: 30_000, ...over })) as {
    findings: { code: string }[];
  };
  return findings.map(({ code }) => code);
};

test('the round trip of a real mail is whole, and leaves nobody out', async () => {
  expect(await codesOf()).toEqual([]);
  const [mail] = ses.mails({ destination: to });
  const raw = ses.raw(mail?.id ?? '')?.toString() ?? '';
  expect(raw).toMatch(/^List-Unsubscribe: <http:\/\/localhost:\d+\/unsubscribe\//m);
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
  const { rows } = await sql<{ many: number }>`SELECT count(*)::int AS many FROM consents`.execute(app.db);
  expect(rows).toEqual([{ many: 0 }]);
  const stored = await sql<{ payload: unknown }>`SELECT payload FROM ses_events`.execute(app.db);
  expect(JSON.stringify(stored.rows)).not.toContain(to);
});

test('an event that never comes is missed, each by its name', async () => {
  ses.setEvents({ types: ['Send'] });
  expect(await codesOf({ patienceMs: 1_500 })).toEqual(['test-events-lacking']);
  ses.setEvents({ paused: true });
  expect(await codesOf({ patienceMs: 1_500 })).toEqual(['test-events-none']);
});

test('a mail that comes back, and one that SES refuses', async () => {
  expect(await codesOf({ to: parseEmailAddress('bounce@simulator.amazonses.com') })).toEqual([
    'test-mail-came-back',
  ]);
  ses.setFaults([{ kind: 'mail-from-domain-not-verified' }]);
  expect(await codesOf()).toEqual(['test-mail-not-sent']);
});

test('it goes only to whom mail may go', async () => {
  const config = { ...app.config, sending: 'live' as const, sendingAllowlist: ['example.net'] };
  expect(await codesOf({}, { ...app, config })).toEqual(['test-mail-not-sent']);
  const off = { ...app, config: { ...app.config, sending: 'off' as const } };
  expect(await codesOf({}, off)).toEqual(['test-mail-not-sent']);
});
