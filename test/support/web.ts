import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll } from 'vitest';
import { type Clock, type Database, type EditionNumber, silentLog } from '../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  importEditionFolder,
  markSending,
  markSent,
} from '../../src/editions/index.ts';
import { publishEdition } from '../../src/publishing/index.ts';
import { createWeb, type WebDeps } from '../../src/web/index.ts';

const sample = (name: string) => path.join(import.meta.dirname, '../../sample', name);

export const testKeys = [{ id: 'test', key: Buffer.alloc(32, 7) }];

type Deps = { db: Database; clock: Clock };

/** Imports an edition folder and takes it through approval and sending, without a mail. */
export async function sentEdition(deps: Deps, folder: string): Promise<EditionNumber> {
  const { edition } = await importEditionFolder(deps, folder);
  await assembleEdition(deps, edition);
  await approveEdition(deps, edition, 'ed@example.org');
  await markSending(deps, edition);
  await markSent(deps, edition);
  return edition;
}

export async function publishedSample(deps: Deps, name: 'edition-06' | 'edition-07'): Promise<EditionNumber> {
  const edition = await sentEdition(deps, sample(name));
  await publishEdition(deps, edition);
  return edition;
}

/** The whole web over real HTTP on a free port; closed when the test file ends. */
export async function servedWeb(deps: Deps, config: Partial<WebDeps['config']> = {}): Promise<string> {
  const queue: WebDeps['queue'] = { enqueue: async () => {}, close: async () => {} };
  const web = createWeb({
    ...deps,
    log: silentLog,
    queue,
    keys: testKeys,
    config: {
      publicUrl: 'https://bulletin.example.org',
      timeZone: 'Europe/London',
      freshForMs: 0,
      trustProxy: 0,
      ...config,
    },
  });
  const server = serve({ fetch: web.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  afterAll(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
