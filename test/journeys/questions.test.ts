import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';

const BIN = fileURLToPath(new URL('../../bin/quarterly.js', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../sample/edition-07', import.meta.url));
const READER = 'ada@example.org';
const { url } = await freshDatabase();
const folder = mkdtempSync(join(tmpdir(), 'quarterly-questions-'));
const env = { DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: 'silent' };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What somebody sees who runs it at a terminal and types `answer`: `script` of util-linux lends one. */
function atTerminal(answer: string, ...args: string[]): Promise<{ status: number | null; out: string }> {
  const line = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { PATH: process.env.PATH ?? '', TERM: 'dumb', ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (text) => {
    const asked = out.includes('[y/N]');
    out += text;
    if (!asked && out.includes('[y/N]')) child.stdin.write(`${answer}\n`);
  });
  return new Promise((done) => child.once('close', (status) => done({ status, out })));
}

const held = async () => (await quarterly(env, 'subscribers', 'show', READER)).out;

beforeAll(async () => {
  expect(await quarterly(env, 'edition', 'import', SAMPLE)).toMatchObject({ status: 0 });
  const list = join(folder, 'readers.csv');
  writeFileSync(
    list,
    `email,name,sections,consent_at,consent_source\n${READER},Ada Byron,*,2025-03-01,member form\n`,
  );
  expect(await quarterly(env, 'subscribers', 'import', list)).toMatchObject({ status: 0 });
});

const IRREVERSIBLE: [string[], string][] = [
  [['edition', 'cancel', '7'], 'cannot be undone'],
  [['sections', 'merge', 'disruptions', 'new-powers'], 'cannot be undone'],
  [['sections', 'retire', 'disruptions'], 'cannot be undone'],
  [['subscribers', 'erase', READER], 'cannot be undone'],
];

const state = async () => [
  (await quarterly(env, 'edition', 'list')).out,
  (await quarterly(env, 'sections', 'list')).out,
  await held(),
];

it('assembling names the check as the next step, and a reader’s page says each thing once', {
  timeout: 240_000,
}, async () => {
  expect((await quarterly(env, 'edition', 'assemble', '7')).out).toMatch(/Next: `quarterly edition check 7`/);
  const shown = await held();
  const values = ['Ada Byron', '2025', 'member form', 'active', 'all', 'imported', 'multipart', 'html'];
  const times = values.map((value) => [value, shown.split(new RegExp(`\\b${value}\\b`)).length - 1]);
  expect(times.filter(([, often]) => Number(often) > 1)).toEqual([]);
  expect(shown).toContain('Ada Byron');
  expect(shown).toMatch(/^agreed +2025-03-01 \(member form\)$/m);
});

describe('what cannot be undone', () => {
  it('changes nothing without a terminal and without --yes', async () => {
    const before = await state();
    // Scripts that erase were written before it asked: they go on.
    for (const [args, means] of IRREVERSIBLE.filter(([[, verb]]) => verb !== 'erase'))
      expect([args, await quarterly(env, ...args)]).toEqual([
        args,
        {
          status: 1,
          out: expect.stringContaining(means),
          err: 'Nothing was changed: there is nobody to ask here, and --yes was not given.\n',
        },
      ]);
    expect(await state()).toEqual(before);
  });

  it('says what it means and asks at a terminal; only a yes is one', async () => {
    const before = await state();
    for (const [nth, [args, means]] of IRREVERSIBLE.entries()) {
      const { status, out } = await atTerminal(['', 'n', 'yess', 'j'][nth] ?? '', ...args);
      expect(out).toMatch(new RegExp(`${means}[^]*\\? \\[y/N\\]`));
      expect([args, status, out]).toEqual([args, 1, expect.stringContaining('Nothing was changed.')]);
    }
    expect(await state()).toEqual(before);
  });
});

it('erases once somebody has said yes, and at once with --yes or in a script', {
  timeout: 240_000,
}, async () => {
  const { status, out } = await atTerminal('y', 'subscribers', 'erase', READER);
  expect([status, out]).toEqual([0, expect.stringContaining('Erased.')]);
  expect(await held()).not.toContain('Ada');
  expect(await quarterly(env, 'subscribers', 'erase', READER, '--yes')).toMatchObject({
    status: 0,
    out: expect.stringContaining('no such subscriber'),
    err: '',
  });
  expect(await quarterly(env, 'subscribers', 'erase', READER)).toMatchObject({ status: 0, err: '' });
});
