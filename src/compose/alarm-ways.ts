import { randomBytes } from 'node:crypto';
import { adminAddresses } from '../access/index.ts';
import {
  alarmCard,
  alarmJson,
  postOnce,
  signatureHeaders,
  teamsMessage,
} from '../adapters/webhooks/index.ts';
import type { AlarmMessage, AlarmWay } from '../alarms/index.ts';
import { type Db, type EmailAddress, localTime, paths, sha256 } from '../core/index.ts';
import { postAlarm } from '../delivery/index.ts';
import { sendNoticeJob } from '../jobs/index.ts';
import type { AlarmWebhook } from '../options/alarms.ts';
import { settleSetting } from '../settings/index.ts';
import type { App } from './app.ts';

type Deps = Pick<App, 'config' | 'clock' | 'queue' | 'db'>;

/** Every way by which this process can tell alarms: none of them mails while `SENDING=off`. */
export async function alarmWays(app: Deps, tx: Db): Promise<AlarmWay[]> {
  const mails = app.config.sending === 'off' ? [] : await alarmAddresses(app, tx);
  return [
    ...mails.map((to) => mailWay(app, to)),
    ...app.config.alarmWebhooks.map((one) => webhookWay(app, one)),
  ];
}

/** `ALARM_EMAILS`, and where it is empty the admins of the desk. */
export const alarmAddresses = async ({ config }: Pick<App, 'config'>, db: Db): Promise<EmailAddress[]> =>
  config.alarmEmails.length > 0 ? config.alarmEmails : adminAddresses(db);

const idOf = (kind: string, address: string) => `${kind}:${sha256(address).slice(0, 12)}`;

/** Enough for who knows the address to know it by. */
const masked = (address: string) => address.replace(/^(.).*@/, '$1…@');

const mailWay = ({ clock, queue }: Deps, to: EmailAddress): AlarmWay => ({
  id: idOf('mail', to.toLowerCase()),
  label: `mail to ${masked(to)}`,
  async post(tx, { news, title, paragraphs, since }) {
    const params = { news, title, paragraphs: [...paragraphs], since: since.toISOString() };
    const noticeId = await postAlarm(tx, { to, at: clock.now(), params });
    return { noticeId, ring: () => queue.enqueue(sendNoticeJob, { noticeId }) };
  },
});

const NAMES: Record<AlarmWebhook['kind'], string> = {
  teams: 'Teams',
  'teams-card': 'Teams (bare card)',
  json: 'signed JSON',
};

function webhookWay(app: Deps, { kind, url }: AlarmWebhook): AlarmWay {
  const target = new URL(url);
  const reach = { allowPrivate: app.config.alarmsAllowPrivate === 'on' };
  return {
    id: idOf(kind, url),
    label: `${NAMES[kind]} at ${target.hostname}`,
    async send(message) {
      const { body, headers } = await payload(app, kind, message);
      await postOnce(
        { url: target, body, headers: { ...headers, 'content-type': 'application/json' } },
        reach,
      );
    },
  };
}

async function payload(
  app: Deps,
  kind: AlarmWebhook['kind'],
  message: AlarmMessage,
): Promise<{ body: string; headers: Record<string, string> }> {
  const { config, clock } = app;
  const told = {
    bulletin: config.bulletinName,
    deskUrl: `${config.publicUrl}${paths.desk.alarms()}`,
    since: localTime(message.since, config.timeZone, false),
  };
  if (kind === 'json') {
    const body = JSON.stringify(alarmJson(message, told));
    const signed = { id: message.id, body, at: clock.now() };
    return { body, headers: signatureHeaders(signed, await webhookSecret(app)) };
  }
  const card = alarmCard(message, told);
  return { body: JSON.stringify(kind === 'teams' ? teamsMessage(card) : card), headers: {} };
}

/** What `json:` is signed with: the option, or one that is made once for the whole installation. */
export const webhookSecret = async ({ config, db }: Pick<App, 'config' | 'db'>): Promise<string> =>
  config.alarmWebhookSecret ??
  settleSetting(db, 'alarm-webhook-secret', `whsec_${randomBytes(32).toString('base64')}`);
