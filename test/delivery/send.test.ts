import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/core/index.ts';
import {
  deliveryReport,
  type EditionMail,
  type Mailer,
  planDeliveries,
  sendBatch,
} from '../../src/delivery/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { freshDatabase } from '../support/database.ts';
import { mailerTo, workerOf } from './support/deps.ts';
import { readyToSend, smallMail } from './support/edition.ts';

let db: Awaited<ReturnType<typeof freshDatabase>>['db'];
let simulator: Simulator;
let mailer: Mailer;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1, latencyMs: [2, 10] });
  mailer = mailerTo(simulator.url);
});
afterAll(async () => {
  mailer.close();
  await simulator.close();
});

const never = new AbortController().signal;

const inTwoLanguages: EditionMail = {
  ...smallMail,
  languageOf: (own) => own ?? undefined,
  variant: (slugs, language = 'en') => ({ ...smallMail.variant(slugs), subject: `lang-${language}` }),
};

test('each reader gets one mail, whatever the number of workers', async () => {
  const edition = await readyToSend(db, 1, 1_000);
  await planDeliveries({ db, clock: systemClock }, edition);
  const workers = [workerOf(db, mailer), workerOf(db, mailer), workerOf(db, mailer)];
  await Promise.all(workers.map((worker) => sendBatch(worker, edition, never)));
  const report = await deliveryReport(db, edition);
  expect(report).toMatchObject({ planned: 1_000, sent: 1_000, done: true });
  const addresses = simulator.mails({ limit: 5_000 }).map((mail) => mail.destinations[0]);
  expect(new Set(addresses).size).toBe(1_000);
  expect(addresses).toHaveLength(1_000);
});

test('readers get one mail each in their language, and neither language goes first', async () => {
  const edition = await readyToSend(db, 2, 0);
  await sql`UPDATE subscribers SET language = 'cy' WHERE id % 8 < 4`.execute(db);
  await planDeliveries({ db, clock: systemClock }, edition);
  const before = simulator.mails({ limit: 5_000 }).length;
  await sendBatch(workerOf(db, mailer, { editionMail: async () => inTwoLanguages }), edition, never);
  const sent = simulator.mails({ limit: 5_000 }).filter(({ sequence }) => sequence > before);
  const { rows } = await sql<{ email: string; language: string | null }>`
    SELECT s.email, d.language FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id WHERE d.edition_number = ${edition}`.execute(
    db,
  );
  expect(rows.filter(({ language }) => language === 'cy').length).toBe(rows.length / 2);
  const languages = new Map(rows.map(({ email, language }) => [email, language ?? 'en']));
  const said = sent.map((mail) => /lang-(\w+)/.exec(String(simulator.raw(mail.id)))?.[1]);
  expect(sent.map(({ destinations: [to] }) => languages.get(String(to)))).toEqual(said);
  expect(new Set(sent.map(({ destinations: [to] }) => to)).size).toBe(rows.length);
  const firstHalf = said.slice(0, said.length / 2).filter((language) => language === 'cy').length;
  expect(firstHalf).toBeGreaterThan(said.length / 8);
  expect(firstHalf).toBeLessThan((said.length * 3) / 8);
});
