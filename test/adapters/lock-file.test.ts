import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { withLockFile } from '../../src/adapters/embedded-postgres/lock-file.ts';
import { startChild } from '../support/child.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-lock-'));
const lock = join(folder, 'lock');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(lock, { force: true }));

describe('the lock between processes', () => {
  test('lets one in at a time, also after its owner was killed', async () => {
    const file = join(folder, 'number');
    writeFileSync(file, '0');
    // Nobody has this process id: Linux gives at most 4,194,304.
    writeFileSync(lock, '999999999 1 gone');
    const children = [1, 2, 3].map(() => startChild('lock-process.ts', lock, file, '40'));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0]);
    expect(readFileSync(file, 'utf8')).toBe('120');
    expect(readdirSync(folder).sort()).toEqual(['number']);
  });

  test('takes over from a dead owner whose process id a stranger has now', async () => {
    writeFileSync(lock, `${process.pid} 1 started-long-ago`);
    expect(await withLockFile(lock, async () => 'mine')).toBe('mine');
  });

  test('is given up when the work throws', async () => {
    await expect(withLockFile(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLockFile(lock, async () => 'again')).toBe('again');
  });
});
