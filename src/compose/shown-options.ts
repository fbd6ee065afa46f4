import type { Config } from '../config.ts';
import type { ShownOptions } from '../core/index.ts';
import { alarms } from '../options/alarms.ts';
import { delivery } from '../options/delivery.ts';
import { desk } from '../options/desk.ts';
import { flow } from '../options/flow.ts';
import { incoming } from '../options/incoming.ts';
import { installation } from '../options/installation.ts';
import { mail } from '../options/mail.ts';
import type { Option } from '../options/schemas.ts';
import { upkeep } from '../options/upkeep.ts';

/** In the order of `docs/configuration.md`. */
const GROUPS = { installation, mail, incoming, delivery, flow, desk, upkeep, alarms } satisfies Record<
  ShownOptions[number]['group'],
  Record<string, Pick<Option<unknown>, 'env' | 'doc' | 'default'>>
>;

/** These hold a key or a password, or are one, as an address that takes what anybody posts: whether they are set is shown, and nothing else. */
const SECRET: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'SECRET_KEY',
  'SECRET_KEYS',
  'ALARM_WEBHOOKS',
  'ALARM_WEBHOOK_SECRET',
  'HEARTBEAT_URL',
  'METRICS_TOKEN',
]);

/** What this process was started with, for a page: every option with its value, and no secret. */
export function shownOptions(config: Config): ShownOptions {
  const values: Readonly<Record<string, unknown>> = {
    ...config,
    publicUrl: config.publicUrlIsSet ? config.publicUrl : undefined,
    // Both options are read into one list.
    secretKey: config.secretKeys,
  };
  return Object.entries(GROUPS).map(([group, rows]) => ({
    group: group as keyof typeof GROUPS,
    options: Object.entries<Pick<Option<unknown>, 'env' | 'doc' | 'default'>>(rows).map(
      ([key, { env, doc, default: usual }]) => {
        const value = inText(values[key]);
        if (SECRET.has(env)) return { env, doc, value: value === '' ? 'not set' : 'set', usual: false };
        return { env, doc, value: withoutPassword(value), usual: value === usual };
      },
    ),
  }));
}

const inText = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return Array.isArray(value)
    ? value.map((one) => (typeof one === 'object' ? '…' : String(one))).join(', ')
    : String(value);
};

/** An address may have been given with a name and a password. */
const withoutPassword = (value: string) => value.replace(/\/\/[^/@\s]+@/g, '//…@');
