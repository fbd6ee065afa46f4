import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../../src/compose/app.ts';
import { elsewhere } from '../../../src/compose/elsewhere.ts';
import { composeSending } from '../../../src/compose/sending.ts';
import { loadConfig } from '../../../src/config.ts';
import { type EmailAddress, editionNumber, parseEmailAddress, silentLog } from '../../../src/core/index.ts';
import {
  applyEvents,
  planDeliveries,
  type SweepDeps,
  sendBatch,
  sendNotice,
  sweepDeliveries,
} from '../../../src/delivery/index.ts';
import { serveWeb } from '../../../src/processes/web.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { findReader, type HowBy, importSubscribers, type Reader } from '../../../subscribers/index.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { readyToSend, smallMail } from './edition.ts';

export const how: HowBy = { source: 'preferences page', wording: 'preferences/1', by: editor() };
export const SECRET = 'a key of the post room with more than 32 characters';

type Event = Record<string, unknown>;

/**
 * One installation without workers: its database, its web for the events of a local SES, and what workers do, when the
 * test says so. The clock goes on from now: SNS stamps its messages with the time of the day.
 */
export async function openPostRoom({ secrets = [SECRET] } = {}) {
  const { db, url } = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'quarterly-post-room-'));
  const simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1 });
  let ahead = 0;
  const clock = {
    now: () => new Date(Date.now() + ahead),
    advance(ms: number) {
      ahead += ms;
    },
  };
  const env = {
    DATABASE_URL: url,
    DATA_DIR: folder,
    SES_ENDPOINT: simulator.url,
    SECRET_KEYS: secrets.join(','),
    PUBLIC_URL: 'https://bulletin.example.org',
    PORT: '0',
    SNS_MAX_AGE_MINUTES: '1440',
  };
  const opened = await openApp(loadConfig(env), { role: 'test', log: silentLog, clock });
  // Confirm mails need not wait for their turn.
  const app = { ...opened, elsewhere, queue: { ...opened.queue, ...bell() }, noticesPerHour: 3_600_000 };
  const web = await serveWeb(app);
  simulator.setEventsTo(`http://127.0.0.1:${web.port}/hooks/ses`);
  const sending = await composeSending(app);
  let edition = 0;

  const room = {
    db,
    app,
    env,
    clock,
    simulator,
    site: `http://127.0.0.1:${web.port}`,
    /** Active readers who take everything. */
    async readers(...addresses: string[]): Promise<void> {
      const file = join(folder, `${randomUUID()}.csv`);
      await writeFile(file, ['email,sections', ...addresses.map((address) => `${address},*`)].join('\n'));
      await importSubscribers({ ...app, by: editor() }, file);
    },
    reader: async (address: string): Promise<Reader | undefined> =>
      findReader(db, parseEmailAddress(address)),
    /** Sends the single mails that wait. */
    async sendNotices(): Promise<void> {
      const waiting = await db.selectFrom('notices').select('id').where('state', '=', 'queued').execute();
      for (const { id } of waiting) await sendNotice(sending.notices, id);
    },
    /** Sends the next edition to every active reader. */
    async sendEdition(): Promise<number> {
      edition += 1;
      await readyToSend(db, edition, 0);
      await planDeliveries(app, editionNumber(edition));
      await room.sendRest(edition);
      return edition;
    },
    /** Sends what is planned of an edition. */
    async sendRest(number: number): Promise<void> {
      const delivery = { ...sending.delivery, queue: app.queue, editionMail: async () => smallMail };
      await sendBatch(delivery, editionNumber(number), new AbortController().signal);
    },
    /** What the sweeper does every 15 s. */
    sweep: (unknown: SweepDeps['unknown']) =>
      sweepDeliveries({ ...sending.sweeping, queue: app.queue, unknown }),
    /** What SES has posted is in the database. */
    async heard(): Promise<void> {
      await until(() => simulator.counters().events.pending === 0);
    },
    apply: () => applyEvents(sending.feedback),
    async settle(): Promise<void> {
      await room.sendNotices();
      await room.heard();
      await room.apply();
    },
    /** Posts an event as SES would, signed by SNS. */
    async post(event: Event): Promise<void> {
      const signed = await simulator.sign({
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: simulator.topicArn,
        Message: JSON.stringify(event),
        Timestamp: new Date().toISOString(),
      });
      const answer = await fetch(`${room.site}/hooks/ses`, { method: 'POST', body: JSON.stringify(signed) });
      if (answer.status !== 200) throw new Error(`the hook answered ${answer.status}`);
    },
    /** The newest mail to an address, as SES has it. */
    mailTo(address: string): ReturnType<Simulator['mails']>[number] {
      const mail = simulator.mails({ destination: address }).at(-1);
      if (!mail) throw new Error(`no mail to ${address}`);
      return mail;
    },
    linkIn(address: string, path: string): string {
      const raw = String(simulator.raw(room.mailTo(address).id))
        .replaceAll('=\r\n', '')
        .replaceAll('=3D', '=');
      const token = new RegExp(`${path}/([\\w.-]+)`).exec(raw)?.[1];
      if (!token) throw new Error(`no link to ${path} in the mail to ${address}`);
      return token;
    },
    async close(): Promise<void> {
      await sending.close();
      await web.close();
      await simulator.close();
      await opened.close();
      await rm(folder, { recursive: true });
    },
  };
  return room;
}
export type PostRoom = Awaited<ReturnType<typeof openPostRoom>>;

/** An event of SES about a mail, with everything that tells whose it is. */
export function eventAbout(
  mail: { id: string; tags: { name: string; value: string }[]; destinations: string[] },
  type: 'Send' | 'Delivery' | 'Bounce' | 'Complaint',
  over: { bounceType?: string; bounceSubType?: string; mail?: Event } = {},
): Event {
  const recipients = mail.destinations.map((emailAddress) => ({ emailAddress }));
  const { bounceType = 'Permanent', bounceSubType = 'General' } = over;
  return {
    eventType: type,
    ...(type === 'Bounce' ? { bounce: { bounceType, bounceSubType, bouncedRecipients: recipients } } : {}),
    ...(type === 'Complaint'
      ? { complaint: { complaintFeedbackType: 'abuse', complainedRecipients: recipients } }
      : {}),
    mail: {
      messageId: mail.id,
      destination: mail.destinations,
      tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, [value]])),
      ...over.mail,
    },
  };
}

export const address = (text: string): EmailAddress => parseEmailAddress(text);
