import { z } from 'zod';
import { paths } from '../core/index.ts';
import { address, addresses, oneOf, option, optional, text, whole } from './schemas.ts';

/** What is posted, and where to. */
export type AlarmWebhook = { kind: 'teams' | 'teams-card' | 'json'; url: string };

// Addresses of Power Automate hold commas' encodings only, but others' may hold commas: only one before another prefix parts two.
const BETWEEN = /[\s,]+(?=(?:teams-card|teams|json)[:+]https?:)/;
const ONE = /^(teams-card|teams|json)[:+](https?:\/\/\S+)$/;

const webhooks = z.string().transform((value, ctx): AlarmWebhook[] => {
  const found: AlarmWebhook[] = [];
  for (const entry of value.split(BETWEEN).filter((one) => one.trim() !== '')) {
    const [, kind, url = ''] = ONE.exec(entry.trim()) ?? [];
    if (kind === undefined || !URL.canParse(url)) {
      ctx.addIssue({
        code: 'custom',
        message:
          'must hold addresses, each behind its kind: teams:https://…, teams-card:https://… or json:https://…',
      });
      return z.NEVER;
    }
    found.push({ kind: kind as AlarmWebhook['kind'], url });
  }
  return found;
});

/** Who hears when something is broken, and by which way; and who reads the numbers. */
export const alarms = {
  alarmEmails: option({
    env: 'ALARM_EMAILS',
    doc: 'Addresses that alarms are mailed to, comma-separated. Empty: the admins of the desk. `SENDING_ALLOWLIST` does not hold these mails back; `SENDING=off` does.',
    schema: addresses,
    default: '',
  }),
  alarmWebhooks: option({
    env: 'ALARM_WEBHOOKS',
    doc: 'Where alarms are posted, comma-separated, each behind its kind: `teams:https://…` (a Teams Workflow; a message with an Adaptive Card), `teams-card:https://…` (for a flow that wants the bare card) or `json:https://…` (signed JSON, for Slack too). Told with `SENDING=off` too, but of sending.',
    schema: webhooks,
    default: '',
  }),
  alarmWebhookSecret: optional({
    env: 'ALARM_WEBHOOK_SECRET',
    doc: 'Signs what is posted by `json:`, at least 24 characters, or `whsec_` and base64 (Standard Webhooks). Unset: one is made once; `quarterly alarms secret` shows it.',
    schema: text.min(24, 'must have at least 24 characters'),
  }),
  alarmsAllowPrivate: option({
    env: 'ALARMS_ALLOW_PRIVATE',
    doc: '`on` lets `ALARM_WEBHOOKS` reach loopback and private networks. `off`: neither an address nor a DNS answer leads inside.',
    schema: oneOf('off', 'on'),
    default: 'off',
  }),
  heartbeatUrl: optional({
    env: 'HEARTBEAT_URL',
    doc: 'Address that a worker asks for each minute while all is well, as of healthchecks.io, so that somebody notices when nothing runs any more; with `/fail` behind it while an alarm can be told to nobody. It may be on a private network.',
    schema: address('http:', 'https:'),
  }),
  metricsPort: optional({
    env: 'METRICS_PORT',
    doc: `Port on which this process, a web or a worker, answers \`${paths.metrics()}\` for Prometheus, on \`HOST\`. \`0\` takes a free one. Unset: none. Keep it behind the firewall.`,
    schema: whole(0, 65_535),
  }),
  metricsToken: optional({
    env: 'METRICS_TOKEN',
    doc: `With it \`${paths.metrics()}\` of the web’s own port answers whoever sends it as \`Authorization: Bearer …\`; at least 24 characters. \`METRICS_PORT\` wants it too then.`,
    schema: text.min(24, 'must have at least 24 characters'),
  }),
};
