import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freshDatabase } from '../support/database.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const pageOf = (name: string) => readFile(join(ROOT, 'docs/operations', name), 'utf8');
const blocksOf = (page: string) => [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);

/**
 * What the blocks call beside `quarterly`: containers and the repository, of which none are here. `docker compose` does what a container would
 * with `quarterly`, and writes down which services it starts and stops.
 */
const QUARTERLY = `exec "${process.execPath}" "${ROOT}bin/quarterly.js" "$@"`;
const DOCKER = `
test "$1" = compose || exit 64
shift
case "$1 $2 $3" in
  "exec web quarterly") shift 3; exec quarterly "$@" ;;
  "run --rm web") shift 3; exec quarterly "$@" ;;
  "up "*|"stop "*) echo "$*" >> "$COMPOSED" ;;
  *) echo "docker compose $*: what is that?" >&2; exit 64 ;;
esac`;

let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterly-pages-'));
  for (const [name, text] of [
    ['quarterly', QUARTERLY],
    ['docker', DOCKER],
    ['git', 'test "$*" = pull'],
  ] as const) {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
  const { url, disconnect } = await freshDatabase();
  await disconnect();
  env = {
    PATH: `${folder}:/usr/bin:/bin`,
    HOME: folder,
    DATABASE_URL: url,
    DATA_DIR: folder,
    SENDING: 'off',
    COMPOSED: join(folder, 'composed'),
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A block as an operator would paste it; stops at the first line that fails. */
const pasted = (block: string): Promise<{ status: number | null; said: string }> =>
  new Promise((done) => {
    const child = spawn('sh', ['-e', '-c', block], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.once('close', (status) => done({ status, said }));
  });

const composed = () =>
  readFile(env.COMPOSED ?? '', 'utf8').then(
    (text) => text.trim().split('\n'),
    () => [],
  );

test('every block of the pages about backup and upgrade does what it says; no worker starts before the warning', async () => {
  const services = Object.keys(parse(await readFile(join(ROOT, 'docker-compose.yml'), 'utf8')).services);
  const backup = blocksOf(await pageOf('backup.md'));
  const said: string[] = [];
  for (const block of backup) {
    const outcome = await pasted(block);
    expect(outcome.status, `${block}\n${outcome.said}`).toBe(0);
    said.push(outcome.said);
    if (block.includes('backup quarterly.backup\n') && !block.includes('restore'))
      await copyFile(join(folder, 'quarterly.backup'), join(folder, 'quarterly-2026-11-24.backup'));
  }
  expect(said.join('')).toMatch(/All sending is held/);
  // All services, the worker among them, are started only after what was held was released.
  const after = (text: string) => backup.findIndex((block) => block.includes(text));
  expect(backup.indexOf('docker compose up -d\n')).toBeGreaterThan(after('quarterly restore release'));
  const calls = await composed();
  expect(calls).toEqual(['stop web worker', 'up -d web', 'up -d']);
  expect(services).toEqual(expect.arrayContaining(['web', 'worker']));

  const upgrade = blocksOf(await pageOf('upgrading.md'));
  expect(upgrade.length).toBeGreaterThan(0);
  for (const block of upgrade) {
    const outcome = await pasted(block);
    expect(outcome.status, `${block}\n${outcome.said}`).toBe(0);
  }
}, 240_000);
