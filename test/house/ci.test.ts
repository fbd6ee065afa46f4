import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const ci = (name: string) => fileURLToPath(new URL(`../../.ci/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quarterly-ci-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = (name: string, text: string) => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return join(folder, name);
};

function run(script: string, env: Record<string, string> = {}) {
  const { status, stdout } = spawnSync('bash', [ci(script)], {
    env: { HOME: folder, PATH: `${folder}:/usr/bin:/bin`, ...env },
    encoding: 'utf8',
  });
  return { status, out: stdout.trim() };
}

describe('advice about what is installed', () => {
  test.each([
    [
      'a weakness',
      'echo "tar  <6.2.1"; echo "1 high severity vulnerability"; exit 1',
      /^Advice, by npm audit[\s\S]*1 high/,
    ],
    ['none', 'echo "found 0 vulnerabilities"', /^Advice, by npm audit[\s\S]*found 0/],
    ['a registry that refuses', 'echo "npm warn audit 405 Method Not Allowed" >&2; exit 1', /had no answer/],
    ['a registry that is away', 'echo "npm error code ENOTFOUND" >&2; exit 1', /had no answer/],
    ['an npm that fails', 'exit 7', /had no answer/],
  ])('%s never fails the run', (_name, says, told) => {
    program('npm', says);
    const { status, out } = run('advice.sh');
    expect([status, out]).toEqual([0, expect.stringMatching(told)]);
  });
});

describe('the other Node', () => {
  const image = /^FROM node:(\d+)/m.exec(
    readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8'),
  )?.[1];
  const node = (name: string, major: string) => program(name, `echo ${major}`);

  test.each([
    ['20', image ?? '', true],
    [image ?? '', '20', true],
    ['20', '20', false],
    ['20', '22', false],
  ])('of %s on the path, %s is one: %s', (here, other, isOne) => {
    node('node', here);
    const path = node('node-other', other);
    const { status, out } = run('other-node.sh', { NODE_OTHER: path });
    if (isOne) expect([status, out]).toEqual([0, path]);
    // The machine may have another that fits.
    else expect(out).not.toBe(path);
  });
});
