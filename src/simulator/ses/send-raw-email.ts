import { createHash } from 'node:crypto';
import { drawn } from '../chance.ts';
import type { ResolvedFault } from '../faults.ts';
import type { Mail, MessageTag } from '../mails/mail.ts';
import { type EventContext, eventJson } from '../sns/events.ts';
import { outcomeOf } from '../sns/outcomes.ts';
import { notification } from '../sns/sign.ts';
import type { State } from '../state.ts';
import { bareAddress, type Header, headerValue, readHeaders } from '../text.ts';
import { type Answer, refusalXml, success } from './answers.ts';
import { decodeFormBase64 } from './base64.ts';
import { members, type QueryForm } from './form.ts';
import { messageId } from './message-id.ts';
import {
  DAILY_EXCEEDED,
  RATE_EXCEEDED,
  type SesRequest,
  scriptedRefusal,
  validationRefusal,
} from './refusals.ts';

/** An answer, half of one, or none: the connection is destroyed, or nothing is ever said. */
export type Reply = Answer | { cut: Answer } | 'reset' | 'hang';
export type Call = { form: QueryForm; body: Buffer; requestId: string };

type Reading = { request: SesRequest; raw: Buffer | undefined; headers: () => readonly Header[] };

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const addressesIn = (value: string | undefined) => value?.split(',').map(bareAddress).filter(Boolean) ?? [];

function headerTags(headers: readonly Header[]): MessageTag[] {
  const pairs = headerValue(headers, 'X-SES-MESSAGE-TAGS')?.split(',') ?? [];
  return pairs.map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return { name: name.trim(), value: value.trim() };
  });
}

/** Reads a call; the mail is decoded only when something needs it, so that counting a million mails is cheap. */
function read(form: QueryForm, decode: boolean): Reading {
  const encoded = form.encodedMail ?? Buffer.alloc(0);
  let raw = decode ? decodeFormBase64(encoded) : undefined;
  let parsed: readonly Header[] | undefined;
  const headers = () => {
    raw ??= decodeFormBase64(encoded);
    parsed ??= readHeaders(raw);
    return parsed;
  };
  const listed = members(form.fields, 'Destinations');
  const names = members(form.fields, 'Tags', '.Name');
  const values = members(form.fields, 'Tags', '.Value');
  const recipients = () => ['To', 'Cc', 'Bcc'].flatMap((name) => addressesIn(headerValue(headers(), name)));
  const request = {
    source: form.fields.get('Source') ?? addressesIn(headerValue(headers(), 'From'))[0] ?? '',
    destinations: listed.length > 0 ? listed : recipients(),
    // API tags and header tags do not merge: SES ignores the header when the API names any.
    tags:
      names.length > 0 || !raw
        ? names.map((name, n) => ({ name, value: values[n] ?? '' }))
        : headerTags(headers()),
    configurationSet: form.fields.get('ConfigurationSetName'),
    bytes: raw?.length ?? encoded.length,
  };
  return { request, raw, headers };
}

function accept(
  state: State,
  { request, raw, headers }: Reading,
  at: { wall: number; monotonic: number },
  body: Buffer,
) {
  const { options } = state;
  const mail: Mail = {
    id: messageId(options.region, at.wall),
    sequence: state.store.count() + 1,
    at: at.wall,
    monotonicMs: at.monotonic,
    source: request.source,
    destinations: request.destinations,
    tags: request.tags,
    bytes: request.bytes,
    ...(request.configurationSet === undefined ? {} : { configurationSet: request.configurationSet }),
    ...(raw && options.hash ? { hash: sha256(raw) } : {}),
    ...(options.digest ? { bodyDigest: sha256(body) } : {}),
  };
  state.store.add(mail, raw);
  for (const recipient of mail.destinations) {
    const outcome = outcomeOf(state.behaviours.of(bareAddress(recipient)));
    state.statistics.attempt(at.wall, outcome);
    publish(state, outcome, recipient, {
      mail,
      headers: state.eventsTo() ? headers() : [],
      ...state.account,
    });
  }
  return mail.id;
}

function publish(
  state: State,
  outcome: ReturnType<typeof outcomeOf>,
  recipient: string,
  context: EventContext,
) {
  if (!state.eventsTo()) return;
  const wanted = outcome.filter((event) => state.courier.settings().types.includes(event.eventType));
  const now = new Date(state.clock.wall());
  state.courier.send(
    wanted.map((event) =>
      notification(state.topicArn, eventJson(event, bareAddress(recipient), { ...context, now }), now),
    ),
  );
}

/** What the script and the quota say before the mail is taken; undefined lets it through. */
async function refused(state: State, reading: Reading, fault: ResolvedFault | undefined, now: number) {
  if (fault?.kind === 'reset' || fault?.kind === 'hang') return fault.kind;
  if (fault && !fault.kind.startsWith('accept-')) {
    const scripted = scriptedRefusal(fault, reading.request);
    if (scripted) return scripted;
  }
  const wrong = validationRefusal(reading.request, state.options);
  if (wrong) return wrong;
  const verdict = state.quota.take(now, reading.request.destinations.length);
  if (verdict === 'daily') return DAILY_EXCEEDED;
  if (verdict === 'rate') return RATE_EXCEEDED;
  if (fault?.kind === 'slow') await pause(fault.ms);
  return undefined;
}

/** What is left of a fault once the mail is stored; undefined gives the ordinary answer. */
async function afterAccepting(fault: ResolvedFault | undefined, reading: Reading, requestId: string) {
  if (fault?.kind === 'accept-then-reset') return 'reset';
  if (fault?.kind === 'accept-then-hang') return 'hang';
  if (fault?.kind === 'accept-then-slow') await pause(fault.ms);
  if (fault?.kind !== 'accept-then-server-error') return undefined;
  const scripted = scriptedRefusal(fault, reading.request);
  return scripted && refusalXml(scripted, requestId);
}

/** One `SendRawEmail`. A mail once let through is accepted even if the caller hangs up, as at SES. */
export async function sendRawEmail(state: State, { form, body, requestId }: Call): Promise<Reply> {
  const at = { wall: state.clock.wall(), monotonic: state.clock.monotonic() };
  const { keep, hash } = state.options;
  const reading = read(form, keep === 'all' || (keep === 'discard' && hash));
  const fault = state.faults.strike({ action: 'SendRawEmail', destinations: reading.request.destinations });

  const no = await refused(state, reading, fault, at.monotonic);
  if (no !== undefined) {
    state.counters.refuse(typeof no === 'string' ? no : no.code);
    return typeof no === 'string' ? no : refusalXml(no, requestId);
  }

  const { latencyMs, acceptAt } = state.latency();
  const wait = drawn(latencyMs, state.chance);
  if (wait > 0) await pause(wait * acceptAt);
  const id = accept(state, reading, at, body);
  if (wait > 0) await pause(wait * (1 - acceptAt));

  const left = await afterAccepting(fault, reading, requestId);
  const said = success('SendRawEmail', requestId, `<MessageId>${id}</MessageId>`);
  return left ?? (fault?.kind === 'accept-then-cut' ? { cut: said } : said);
}
