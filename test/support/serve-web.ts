import type { AddressInfo } from 'node:net';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { type Clock, type Database, silentLog } from '../../src/core/index.ts';
import { interruptLeases } from '../../src/delivery/index.ts';
import { createWeb, type WebDeps, webServer } from '../../src/web/index.ts';

export const testKeys = [{ id: 'test', key: Buffer.alloc(32, 7) }];

type Deps = { db: Database; clock: Clock } & Partial<
  Pick<
    WebDeps,
    'keys' | 'theme' | 'language' | 'queue' | 'flows' | 'calendar' | 'options' | 'metrics' | 'log'
  >
>;

/** The whole web over real HTTP on a free port. */
export async function serveWeb(
  deps: Deps,
  config: Partial<WebDeps['config']> = {},
  ...how: Parameters<typeof webServer> extends [unknown, ...infer Rest] ? Rest : never
): Promise<{ site: string; close(): void }> {
  const queue: WebDeps['queue'] = { enqueue: async () => {}, close: async () => {} };
  const web = createWeb({
    keys: testKeys,
    queue,
    log: silentLog,
    ...deps,
    limitKey: Buffer.alloc(32, 9),
    elsewhere,
    interruptSending: interruptLeases,
    config: {
      publicUrl: 'https://bulletin.example.org',
      timeZone: 'Europe/London',
      languages: ['en'],
      sending: 'live',
      awsRegion: 'eu-west-2',
      retentionLeftDays: 28,
      retentionUnconfirmedDays: 14,
      retentionEventsDays: 400,
      retentionDraftsDays: 90,
      freshForMs: 0,
      trustProxy: 0,
      noticesPerHour: 3_000,
      bulletinName: 'Quarterly',
      desk: 'on',
      sessionIdleHours: 12,
      sessionDays: 7,
      approval: 'required',
      sendHoldMinutes: 10,
      ...config,
    },
  });
  const server = webServer(web, ...how);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    site: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
