import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample } from '../support/publish.ts';

const BIN = fileURLToPath(new URL('../../bin/quarterly.js', import.meta.url));
const { db, url } = await freshDatabase();
const folder = mkdtempSync(join(tmpdir(), 'quarterly-pipes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => publishedSample({ db, clock: movableClock(new Date('2026-05-04T09:00:00Z')) }, 'edition-06'));

/** A command whose reader hangs up before it has said anything, as `head -0` does. */
function unheard(...args: string[]): Promise<{ status: number | null; err: string }> {
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: url, DATA_DIR: folder };
  const child = spawn(process.execPath, [BIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  return new Promise((done) => child.once('close', (status) => done({ status, err })));
}

it.each([
  ['--help'],
  ['edition', 'list'],
  ['edition', 'list', '--json'],
  ['edition', 'check', '6'],
  ['sections', 'list'],
  ['articles', 'list'],
  ['runs', 'list'],
  ['feeds', 'list'],
  ['subscribers', 'export'],
  ['migrate'],
])('quarterly %s %s %s ends without a stack', async (...args) => {
  const { status, err } = await unheard(...args.filter((arg) => arg !== undefined));
  expect(err).not.toMatch(/EPIPE|\n\s+at /);
  expect(status).toBe(0);
});

it('what a full disk left half is no success, and the sentence names the file', {
  timeout: 240_000,
}, async () => {
  const env = { DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: 'silent' };
  const list = join(folder, 'list.csv');
  const preview = join(folder, 'preview');
  mkdirSync(preview);
  for (const file of [list, join(preview, 'mail.html')]) symlinkSync('/dev/full', file);
  expect(await quarterly(env, 'subscribers', 'export', '--out', list)).toMatchObject({
    status: 1,
    err: expect.stringContaining(`There is no space left for ${list}: free some`),
  });
  expect(await quarterly(env, 'edition', 'preview', '6', '--out', preview)).toMatchObject({
    status: 1,
    err: expect.stringContaining(`There is no space left for ${join(preview, 'mail.html')}: free some`),
  });
  // Chromium's exit status is 0 there.
  const chromium = join(folder, 'chromium');
  const half =
    'for word; do case $word in --print-to-pdf=*) echo %PDF-1.4 > "$(echo "$word" | cut -d= -f2)";; esac; done';
  writeFileSync(chromium, `#!/bin/sh\n${half}\n`, { mode: 0o755 });
  const pdf = join(folder, 'edition.pdf');
  expect(await quarterly({ ...env, CHROMIUM: chromium }, 'edition', 'pdf', '6', '--out', pdf)).toMatchObject({
    status: 1,
    err: expect.stringContaining(`wrote no whole ${pdf}`),
  });
  expect([existsSync(pdf), existsSync(`${pdf}.part`), existsSync(`${list}.part`)]).toEqual([
    false,
    false,
    false,
  ]);
});

it('an export replaces an older one only when it is whole', async () => {
  const env = { DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: 'silent' };
  const out = join(folder, 'readers.csv');
  writeFileSync(out, 'of last week');
  expect(await quarterly(env, 'subscribers', 'export', '--out', out)).toMatchObject({ status: 0 });
  expect(readFileSync(out, 'utf8')).toMatch(/^email,/);
  expect(existsSync(`${out}.part`)).toBe(false);
});
