import { openApp } from '../../../src/compose/app.ts';
import { elsewhere } from '../../../src/compose/elsewhere.ts';
import { type OpenJournal, openJournal } from '../../../src/compose/journal.ts';
import { recalling } from '../../../src/compose/recalling.ts';
import { release, restoreStanding } from '../../../src/compose/release.ts';
import { composeSending } from '../../../src/compose/sending.ts';
import { loadConfig } from '../../../src/config.ts';
import { editionNumber, silentLog, systemClock } from '../../../src/core/index.ts';
import { deliveryReport, planDeliveries, sendBatch, sendNotice } from '../../../src/delivery/index.ts';
import { smallMail } from '../../delivery/support/edition.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';

export const KEY = 'a key of the journal tests with more than 32 characters';

type Opening = { url: string; folder: string; ses: string; env?: Record<string, string> };

/** One worker's worth of an installation, which does what the test says, when it says so. */
export async function openInstallation({ url, folder, ses, env = {} }: Opening) {
  const config = loadConfig({
    DATABASE_URL: url,
    DATA_DIR: folder,
    SES_ENDPOINT: ses,
    SECRET_KEY: KEY,
    PUBLIC_URL: 'https://bulletin.example.org',
    SEND_CONCURRENCY: '4',
    CADENCE: '0 9 * * *',
    FLOW_LEAD_DAYS: '0',
    ...env,
  });
  const opened = await openApp(config, { role: 'test', log: silentLog, clock: systemClock });
  const app = { ...opened, elsewhere, queue: { ...opened.queue, ...bell() } };
  const journal: OpenJournal = openJournal(app, { joins: true });
  const sending = await composeSending(app, journal);
  const room = {
    app,
    db: app.db,
    journal,
    sending,
    plan: (edition: number) => planDeliveries({ ...app, recall: recalling(app) }, editionNumber(edition)),
    report: (edition: number) => deliveryReport(app.db, editionNumber(edition)),
    /** Sends an edition, or as many of its mails and a few more. */
    async send(edition: number, most = Number.POSITIVE_INFINITY): Promise<void> {
      const stop = new AbortController();
      let sent = 0;
      const mailer = {
        ...sending.delivery.mailer,
        async send(mail: Parameters<typeof sending.delivery.mailer.send>[0]) {
          sent += 1;
          if (sent >= most) stop.abort();
          return sending.delivery.mailer.send(mail);
        },
      };
      const delivery = { ...sending.delivery, mailer, queue: app.queue, editionMail: async () => smallMail };
      await sendBatch(delivery, editionNumber(edition), stop.signal);
    },
    async sendNotices(): Promise<void> {
      const waiting = await app.db.selectFrom('notices').select('id').where('state', '=', 'queued').execute();
      for (const { id } of waiting) await sendNotice(sending.notices, id);
    },
    standing: () => restoreStanding(app),
    release: (acceptLoss = false) => release(app, { by: editor(), acceptLoss }),
    async close(): Promise<void> {
      await sending.close();
      await opened.close();
    },
  };
  return room;
}
