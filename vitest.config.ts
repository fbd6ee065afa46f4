import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { type Project, testProjects } from './test/support/projects.ts';
import { SlowestFirst } from './test/support/slowest-first.ts';

const files = testProjects(fileURLToPath(new URL('.', import.meta.url)));
const cores = availableParallelism();

type Running = { groupOrder: number; maxWorkers: number; isolate?: boolean };

const project = (name: Project, { groupOrder, ...running }: Running) => ({
  test: {
    name,
    include: files[name],
    pool: 'forks' as const,
    // For a test that hangs: none is red because the machine is busy.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    sequence: { groupOrder },
    ...running,
  },
});

export default defineConfig({
  test: {
    // Once for all projects, since it stands here: one PostgreSQL, from which each file copies its database.
    globalSetup: ['test/support/global-setup.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      // Much of a test is waiting for an answer, so there are more workers than cores. Files of one worker share the modules
      // that they import: reading them anew for each took longer than the tests themselves.
      project('fast', { groupOrder: 0, maxWorkers: cores * 2, isolate: false }),
      project('stores', { groupOrder: 0, maxWorkers: cores * 2, isolate: false }),
      // At the same time, since one needs the processor that the other leaves free.
      project('browser', { groupOrder: 1, maxWorkers: cores + 3, isolate: false }),
      project('processes', { groupOrder: 1, maxWorkers: cores + 3, isolate: false }),
    ],
  },
});
