import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * What a test needs. `fast`: functions, and servers within the process. `stores`: one process on PostgreSQL. `browser`: looks at pages in Chromium.
 * `processes`: starts programs of its own, kills them, or works through so much that it takes long.
 */
export type Kind = 'fast' | 'stores' | 'browser' | 'processes';

/** They start no program themselves, and take long all the same: many rows, child processes of the product's own, or time that passes. */
const LONG = new Set([
  'test/adapters/database-client.test.ts',
  'test/articles/admit-image.test.ts',
  'test/articles/hostile-feeds.test.ts',
  'test/articles/reading-thread.test.ts',
  'test/delivery/fifty-thousand.test.ts',
  'test/delivery/pace.test.ts',
  'test/house/house.test.ts',
  'test/rendering/any-text.test.ts',
  'test/subscribers/lists.test.ts',
  'test/web/health.test.ts',
  'test/web/readers/flood.test.ts',
  'test/web/readers/rotation.test.ts',
  'test/web/slow-readers.test.ts',
]);

/**
 * Run when they are asked for by their command, with the numbers that it takes: what they hold is held for each change by smaller
 * ones (`test/workers/two-versions`, `test/journal`).
 */
const ON_REQUEST: Readonly<Record<string, string>> = {
  'test/workers/upgrade.test.ts': 'UPGRADE_READERS',
  'test/journal/bars.test.ts': 'RESTORE_READERS',
};
const isAsked = (file: string) => {
  const option = ON_REQUEST[file];
  return option === undefined || process.env[option] !== undefined;
};

/** The test files of each kind: a file stands where it belongs by what it starts, itself or through what it imports. */
export function testsByKind(root: string): Record<Kind, string[]> {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `test/${name}`)
    .filter(isAsked)
    .sort();
  const kinds: Record<Kind, string[]> = { fast: [], stores: [], browser: [], processes: [] };
  for (const file of files) kinds[LONG.has(file) ? 'processes' : kindOf(join(root, file))].push(file);
  return kinds;
}

function kindOf(path: string): Kind {
  const read = [...readFiles(path)];
  if (read.some(([file]) => file.endsWith('support/launch-chromium.ts'))) return 'browser';
  if (read.some(([, text]) => /from 'node:(child_process|worker_threads)'/.test(text))) return 'processes';
  return read.some(([, text]) => text.includes("inject('postgresUrl')")) ? 'stores' : 'fast';
}

/** A test file and all that it imports from `test`, with their texts. */
function readFiles(path: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(path)) return seen;
  const text = readFileSync(path, 'utf8');
  seen.set(path, text);
  for (const [, from] of text.matchAll(/from '(\.[^']+)'/g)) {
    const imported = resolve(dirname(path), from ?? '');
    if (/\/test\/.*\.tsx?$/.test(imported) && existsSync(imported)) readFiles(imported, seen);
  }
  return seen;
}
