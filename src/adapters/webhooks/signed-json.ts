import { createHmac } from 'node:crypto';
import type { AlarmMessage } from '../../alarms/index.ts';
import type { ShownWith } from './teams.ts';

/** `text` is what Slack and what reads like it show; the rest is for programs. Times are ISO 8601 in UTC. */
export function alarmJson(message: AlarmMessage, { bulletin, deskUrl }: ShownWith) {
  const { id, alarm, news, cause, title, paragraphs, since, mendedAt } = message;
  const plain = news === 'raised' || news === 'again' ? `Alarm: ${title}` : title;
  return {
    text: [`${plain} (${bulletin})`, ...paragraphs, deskUrl].map(escapedForSlack).join('\n'),
    id,
    alarm,
    news,
    cause,
    title,
    paragraphs,
    since: since.toISOString(),
    mendedAt: mendedAt?.toISOString() ?? null,
    bulletin,
    url: deskUrl,
  };
}

/** Slack reads `<…>` as links and mentions, such as of everybody in a channel ("Formatting text for app surfaces"). */
const escapedForSlack = (line: string) =>
  line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Headers by Standard Webhooks 1.0.0: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`; the timestamp, seconds since 1970,
 * is in what is signed, so that a receiver can refuse an old one.
 */
export function signatureHeaders(
  { id, body, at }: { id: string; body: string; at: Date },
  secret: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signed = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signed}` };
}

/** `whsec_` is followed by the key in base64; any other secret is the key itself. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
