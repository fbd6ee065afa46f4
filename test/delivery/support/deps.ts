import { sesMailer } from '../../../src/adapters/ses-mailer.ts';
import type { Clock, Database, SubscriberId } from '../../../src/core/index.ts';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import { createPacer, type DeliveryDeps, everyone, type Mailer } from '../../../src/delivery/index.ts';
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
    mailer,
    through: 'simulator',
    pacer: createPacer({ db, mailer, log: silentLog }),
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
