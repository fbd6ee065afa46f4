import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listActs } from '../../src/acts/index.ts';
import { adoptedOptions, adoptOptions, disagreement, requireAgreement } from '../../src/compose/agreement.ts';
import { type App, openApp } from '../../src/compose/app.ts';
import { composeSending } from '../../src/compose/sending.ts';
import { loadConfig } from '../../src/config.ts';
import { type Reason, sayReason, silentLog } from '../../src/core/index.ts';
import { startAll } from '../../src/processes/up.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-agreement-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SAME = {
  SENDING: 'live',
  SENDING_ALLOWLIST: 'example.org, You@example.com',
  SES_ENDPOINT: 'http://127.0.0.1:9',
  MAIL_FROM: 'The bulletin <bulletin@example.org>',
  PUBLIC_URL: 'https://bulletin.example.org',
  SECRET_KEY: 'a key for agreement of more than 32 characters',
  PORT: '0',
};

let url: string;
beforeAll(async () => {
  ({ url } = await freshDatabase());
  await opened({}, requireAgreement);
});

const saidOf = (why: Reason | undefined) => (why ? sayReason(why, 'terminal') : '');

async function opened<T>(env: Record<string, string>, work: (app: App) => Promise<T>): Promise<T> {
  const config = loadConfig({ ...SAME, DATABASE_URL: url, DATA_DIR: folder, SIMULATOR_PORT: '0', ...env });
  const app = await openApp(config, { role: 'test', log: silentLog });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

const theme = join(folder, 'theme.json');
writeFileSync(theme, JSON.stringify({ footer: { lines: ['Another footer'] } }));

test.each([
  ['SENDING', { SENDING: 'simulator' }],
  ['SENDING_ALLOWLIST', { SENDING_ALLOWLIST: 'example.com' }],
  ['SES_ENDPOINT', { SES_ENDPOINT: '' }],
  ['AWS_REGION', { AWS_REGION: 'eu-west-1' }],
  ['SES_CONFIGURATION_SET', { SES_CONFIGURATION_SET: 'other' }],
  ['MAIL_FROM', { MAIL_FROM: 'other@example.org' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'https://other.example.org' }],
  ['SECRET_KEY', { SECRET_KEY: 'another key, of more than thirty-two characters' }],
  ['SECRET_KEY', { SECRET_KEYS: 'another key of more than thirty-two characters' }],
  ['THEME', { THEME: theme }],
  ['LANGUAGES', { LANGUAGES: 'en,cy' }],
])('what would send refuses in one sentence when %s differs', async (name, env) => {
  await opened(env, async (app) => {
    const sentence = new RegExp(`^This process does not send, because ${name}\\b[^\\n]* differs [^\\n]*\\.$`);
    for (const start of [requireAgreement, composeSending, startAll])
      await expect(start(app)).rejects.toThrow(sentence);
    await expect(requireAgreement(app)).rejects.not.toThrow(/another|other@|other\.example/);
  });
});

test.each([
  [{ SENDING_ALLOWLIST: 'you@example.com,EXAMPLE.org' }],
  [{ PUBLIC_URL: 'https://bulletin.example.org/', MAIL_FROM: '"The bulletin" <bulletin@example.org>' }],
  [{ SECRET_KEYS: `${SAME.SECRET_KEY},an older key of more than 32 characters` }],
  [{ THEME: 'standard', LOG_LEVEL: 'error', SEND_CONCURRENCY: '3', APPROVAL: 'none' }],
  [{ SENDING: 'off', PUBLIC_URL: '', SECRET_KEY: 'x'.repeat(40) }],
])('what means the same, or has no part in a mail, or sends nothing, is no difference: %o', async (env) => {
  await opened(env, async (app) => expect(await requireAgreement(app)).toBeUndefined());
});

test('every difference is named at once, without a value', async () => {
  await opened({ MAIL_FROM: 'x@example.org', PUBLIC_URL: 'https://other.example.org' }, async (app) => {
    const sentence = saidOf(await disagreement(app));
    expect(sentence).toContain('MAIL_FROM, PUBLIC_URL differ from');
    expect(sentence).not.toMatch(/other\.example|x@/);
  });
});

test('SENDING=live without PUBLIC_URL refuses where mail would go, and nothing is adopted', async () => {
  const { url: other } = await freshDatabase();
  await opened({ DATABASE_URL: other, PUBLIC_URL: '' }, async (app) => {
    for (const start of [requireAgreement, (one: typeof app) => adoptOptions(one, editor())])
      await expect(start(app)).rejects.toThrow('The option PUBLIC_URL must be set while SENDING=live');
    expect(await adoptedOptions(app)).toBeUndefined();
  });
});

test('adopting makes one’s own options those of all; what is kept are names and hashes', async () => {
  const { url: fresh } = await freshDatabase();
  const there = { DATABASE_URL: fresh };
  await opened(there, async (app) => {
    await requireAgreement(app);
    const { options } = (await adoptedOptions(app)) ?? expect.unreachable();
    for (const hash of Object.values(options)) expect(hash).toMatch(/^[0-9a-f]{16}$/);
    await opened({ ...there, MAIL_FROM: 'new@example.org' }, async (other) => {
      await expect(requireAgreement(other)).rejects.toThrow('MAIL_FROM');
      expect((await adoptOptions(other, editor())).changed).toEqual(['MAIL_FROM']);
      expect((await adoptOptions(other, editor())).changed).toEqual([]);
      const acts = await listActs(other.db, { limit: 9 });
      expect(acts.map(({ act, params }) => ({ act, params }))).toEqual([
        { act: 'installation.options-adopted', params: { changed: ['MAIL_FROM'] } },
      ]);
      expect(await requireAgreement(other)).toBeUndefined();
    });
    expect(saidOf(await disagreement(app))).toContain('MAIL_FROM');
  });
});

test('the built-in simulator is one to all, whoever hands on its address', async () => {
  const { url: fresh } = await freshDatabase();
  const env = { DATABASE_URL: fresh, SENDING: 'simulator', SES_ENDPOINT: '' };
  await opened(env, async (app) => {
    const sending = await composeSending(app);
    const known = await app.db
      .selectFrom('settings')
      .selectAll()
      .where('key', '=', 'simulator-url')
      .execute();
    await opened({ ...env, SES_ENDPOINT: known[0]?.value ?? '' }, requireAgreement);
    await opened({ ...env, SES_ENDPOINT: 'http://127.0.0.1:9' }, (other) =>
      expect(requireAgreement(other)).rejects.toThrow('SES_ENDPOINT'),
    );
    await sending.close();
  });
});
