import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
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
])('quarterly %s %s %s ends without a stack', { timeout: 120_000 }, async (...args) => {
  const { status, err } = await unheard(...args.filter((arg) => arg !== undefined));
  expect(err).not.toMatch(/EPIPE|\n\s+at /);
  expect(status).toBe(0);
});
