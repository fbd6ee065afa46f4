import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { type Kind, testsByKind } from './test/support/kinds.ts';
import { SlowestFirst } from './test/support/slowest-first.ts';

const byKind = testsByKind(fileURLToPath(new URL('.', import.meta.url)));
const cores = availableParallelism();

const project = (name: string, include: string[]) => ({
  test: {
    name,
    include,
    pool: 'forks' as const,
    // For a test that hangs: none is red because the machine is busy.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    // More than half of the suite's time is waiting, for an answer, a program or Chromium: the longest files, which begin first, use a fifth of a core each.
    maxWorkers: cores + 6,
    // Files of one worker share the modules that they import: reading them anew for each took longer than the tests themselves.
    isolate: false,
  },
});

// One project, since each reads all modules anew. A kind is one of its own when asked for (`--project fast`).
const asked = (Object.keys(byKind) as Kind[]).filter((kind) => process.argv.includes(kind));
const kinds = asked.map((kind) => project(kind, byKind[kind]));

export default defineConfig({
  test: {
    // Once for all projects, since it stands here: one PostgreSQL, from which each file copies its database.
    globalSetup: ['test/support/global-setup.ts'],
    sequence: { sequencer: SlowestFirst },
    // What was read for the run before, under `node_modules`: half of the time of a single file.
    experimental: { fsModuleCache: true },
    projects: kinds.length > 0 ? kinds : [project('all', Object.values(byKind).flat())],
  },
});
