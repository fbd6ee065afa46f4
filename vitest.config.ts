import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { type Project, testProjects } from './test/support/projects.ts';

const files = testProjects(fileURLToPath(new URL('.', import.meta.url)));
const cores = availableParallelism();

type Running = { groupOrder: number; maxWorkers: number; isolate?: boolean };

const project = (name: Project, { groupOrder, ...running }: Running) => ({
  test: {
    name,
    include: files[name],
    pool: 'forks' as const,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { groupOrder },
    ...running,
  },
});

export default defineConfig({
  test: {
    // Once for all projects, since it stands here: one PostgreSQL, from which each file copies its database.
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      // Much of a test is waiting for an answer, so there are more workers than cores. Files of one worker share the modules
      // that they import: reading them anew for each took longer than the tests themselves.
      project('fast', { groupOrder: 0, maxWorkers: cores * 2, isolate: false }),
      project('browser', { groupOrder: 1, maxWorkers: cores, isolate: false }),
      project('processes', { groupOrder: 2, maxWorkers: cores + 2, isolate: false }),
    ],
  },
});
