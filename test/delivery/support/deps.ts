import { sesMailer } from '../../../src/adapters/ses/mailer.ts';
import type { Clock, Database, EditionNumber, SubscriberId } from '../../../src/core/index.ts';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import {
  createPacer,
  type DeliveryDeps,
  everyone,
  type Mailer,
  sendingGate,
} from '../../../src/delivery/index.ts';
import { resumeRun, runControl, type StopDeps } from '../../../src/flows/index.ts';
import { bell } from '../../support/bell.ts';
import { smallMail } from './edition.ts';

/** One worker's dependencies, with a mailer and a pacer of its own, as a process has them. */
export function workerOf(
  db: Database,
  mailer: Mailer,
  more: Partial<DeliveryDeps> & { clock?: Clock } = {},
): DeliveryDeps & { queue: ReturnType<typeof bell> } {
  return {
    db,
    clock: systemClock,
    log: silentLog,
    runs: runControl,
    mailer,
    through: 'simulator',
    pacer: createPacer({ db, mailer, log: silentLog, runs: runControl }),
    links: (id: SubscriberId) => ({
      unsubscribe: `https://bulletin.example.org/unsubscribe/${id}`,
      preferences: `https://bulletin.example.org/preferences/${id}`,
    }),
    keyIds: ['test'],
    mailbox: (address) => `test:${address}`,
    editionMail: async () => smallMail,
    allowed: everyone,
    concurrency: 20,
    leaseSeconds: 30,
    rampWaitMinutes: 15,
    ...more,
    queue: bell(),
  };
}

export const mailerTo = (endpoint: string, timeoutMs = 12_000): Mailer =>
  sesMailer({
    region: 'eu-west-2',
    endpoint,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    timeoutMs,
  });

/** What a person needs to pause, resume or cancel a run. */
export const stopping = (db: Database): StopDeps => ({
  db,
  clock: systemClock,
  queue: bell(),
  gate: sendingGate,
});

/** How a hold that ends by itself lets the run go on, for a sweep. */
export const resume = (db: Database) => (edition: EditionNumber) =>
  resumeRun(stopping(db), { edition, by: { kind: 'flow' } });
