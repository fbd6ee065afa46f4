import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pathComplaints } from '../../scripts/path-literals.ts';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { configuredSns } from '../../src/adapters/sns/topics.ts';
import { calendarDeps } from '../../src/compose/calendar.ts';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { loadConfig } from '../../src/config.ts';
import { listedPaths, silentLog, systemClock } from '../../src/core/index.ts';
import { createWeb } from '../../src/web/index.ts';
import { bell } from '../support/bell.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const line = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

test('no file but the table spells an address of the site', () => {
  expect(pathComplaints(ROOT)).toEqual([]);
});

test('an address that is spelled elsewhere is found, and a comment is none', () => {
  const root = mkdtempSync(join(tmpdir(), 'paths-'));
  mkdirSync(join(root, 'src'));
  const lines = [
    "const a = '/editions';",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a template is what is looked for
    'const b = `${publicUrl}/unsubscribe/${token}`;',
    'const c = <a href="/search?q=1">Search</a>;',
    "const d = 'https://example.org/feed.xml';",
    '/** Served at `/editions`. */',
    "import './sections/index.ts'; // '/feeds'",
  ];
  writeFileSync(join(root, 'src/spells.tsx'), lines.join('\n'));
  expect(pathComplaints(root)).toHaveLength(4);
  rmSync(root, { recursive: true });
});

test('the site answers to what the table lists, and to nothing else', () => {
  const config = loadConfig({ SENDING: 'simulator' });
  const { db } = connectDatabase('postgres://localhost/never-called', silentLog);
  const key = Buffer.alloc(32);
  const queue = bell();
  const { addresses } = createWeb({
    db,
    clock: systemClock,
    log: silentLog,
    queue,
    keys: [{ id: 'none', key }],
    limitKey: key,
    elsewhere,
    interruptSending: async () => {},
    config,
    calendar: calendarDeps({ db, clock: systemClock, config, queue }),
    flows: {
      list: async () => [],
      run: () => Promise.reject(new Error('never called')),
      effect: async () => ({ sentence: '' }),
      nobodyWorks: async () => undefined,
    },
    sns: configuredSns(config, systemClock, { findSimulator: async () => undefined }),
  });
  expect([...new Set(addresses.map(line))].sort()).toEqual(listedPaths().map(line).sort());
});
