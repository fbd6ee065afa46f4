import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

const SAMPLE = fileURLToPath(new URL('../../sample/edition-07', import.meta.url));
const READERS: Record<string, string[]> = {
  'all@example.org': ['*'],
  'one@example.org': ['disruptions'],
  'two@example.org': ['new-powers', 'communities'],
  'none@example.org': ['celebrating-success'],
};
const PUBLIC_URL = 'https://bulletin.example.org';

/** Headlines of the sample, by section, as its files have them. */
const headlines = new Map<string, string[]>();
for (const file of readdirSync(SAMPLE).filter((name) => name.endsWith('.md') && name !== 'welcome.md')) {
  const { headline, section } = parse(readFileSync(join(SAMPLE, file), 'utf8').split(/^---$/m)[1] ?? '');
  headlines.set(section, [...(headlines.get(section) ?? []), headline]);
}
const order: string[] = parse(readFileSync(join(SAMPLE, 'edition.yaml'), 'utf8')).sections.map(
  (section: { slug: string }) => section.slug,
);
/** Text without the line breaks and spaces that wrapping puts in. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

let redis: TestRedis;
let database: { url: string };
const folder = mkdtempSync(join(tmpdir(), 'quarterly-journey-'));
chmodSync(folder, 0o755);
beforeAll(async () => {
  redis = await startRedis();
  database = await freshDatabase();
});
afterAll(async () => {
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
});

const stores: [string, () => Record<string, string>][] = [
  ['embedded stores', () => ({})],
  ['PostgreSQL and Redis', () => ({ DATABASE_URL: database.url, REDIS_URL: redis.url })],
];

function expectOnlyChosen(read: Email, chosen: string[]): void {
  const text = flat(read.text ?? '');
  for (const [section, titles] of headlines) {
    for (const title of titles)
      expect(text.includes(title), `${title} for ${chosen}`).toBe(chosen.includes(section));
  }
  const found = order
    .flatMap((section) => headlines.get(section) ?? [])
    .filter((title) => text.includes(title));
  expect(found.length).toBeGreaterThan(0);
  expect(Buffer.byteLength(read.html ?? '')).toBeLessThanOrEqual(100_000);
  for (const [, address] of (read.html ?? '').matchAll(/(?:href|src)="([^"]*)"/g)) {
    expect(address).toMatch(/^(https?:\/\/|mailto:|tel:|#)/);
  }
}

function expectBulkHeaders(read: Email): void {
  const header = (key: string) => read.headers.find((one) => one.key === key)?.value;
  expect(header('list-unsubscribe')).toMatch(new RegExp(`^<${PUBLIC_URL}/unsubscribe/[^<>]+>$`));
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(header('list-id')).toMatch(/<[a-z0-9.-]+>$/);
  expect(read.text).toContain(header('list-unsubscribe')?.slice(1, -1));
  expect(read.html).toContain(header('list-unsubscribe')?.slice(1, -1));
  expect(read.html).toContain(`${PUBLIC_URL}/preferences/`);
}

describe.each(stores)('from a folder to each reader’s own edition, on %s', (name, storesOf) => {
  let simulator: Simulator;
  let env: Record<string, string>;
  beforeAll(async () => {
    simulator = await startSimulator({ maxSendRate: 200 });
    env = {
      ...storesOf(),
      DATA_DIR: join(folder, name.replaceAll(' ', '-')),
      SENDING: 'live',
      SENDING_ALLOWLIST: '*',
      SES_ENDPOINT: simulator.url,
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'dummy',
      AWS_SECRET_ACCESS_KEY: 'dummy',
      PUBLIC_URL,
    };
  });
  afterAll(() => simulator.close());

  test('each active subscriber gets exactly one mail with the sections they chose', async () => {
    const csv = join(folder, 'readers.csv');
    const rows = Object.entries(READERS).map(
      ([email, sections]) => `${email},,,${sections.join(';')},2026-01-01,test`,
    );
    writeFileSync(
      csv,
      ['email,name,organisation,sections,consent_at,consent_source', ...rows, 'broken,,,*,,', ''].join('\n'),
    );
    const steps = [
      ['edition', 'import', SAMPLE],
      ['subscribers', 'import', csv],
      ['edition', 'assemble', '7'],
      ['edition', 'approve', '7', '--as', 'editor@example.org'],
      ['edition', 'send', '7', '--wait'],
    ];
    // A list of which some rows were rejected is done, and says so.
    for (const step of steps) {
      const status = step.includes('subscribers') ? 4 : 0;
      expect(await quarterly(env, ...step), step.join(' ')).toMatchObject({ status });
    }
    expect(readFileSync(join(folder, 'readers.rejected.csv'), 'utf8')).toContain('broken');

    const mails = simulator.mails({ limit: 100 });
    expect(mails.map((mail) => mail.destinations[0]).sort()).toEqual(Object.keys(READERS).sort());
    for (const mail of mails) {
      const read = await PostalMime.parse(simulator.raw(mail.id) ?? '');
      const chosen = READERS[mail.destinations[0] ?? ''] ?? [];
      expectOnlyChosen(read, chosen.includes('*') ? order : chosen);
      expectBulkHeaders(read);
    }

    const again = await quarterly(env, 'edition', 'send', '7', '--wait');
    expect(again).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^Edition 7 has been sent already, by run \d+\.\n$/),
    });
    expect(simulator.mails({ limit: 100 })).toHaveLength(mails.length);
  });
});
