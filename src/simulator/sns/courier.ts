import { chance, drawn } from '../chance.ts';
import type { EventSettings } from '../options.ts';
import { createLane } from './lane.ts';
import { type SignedSnsMessage, type Signer, type SnsMessage, signSnsMessage } from './sign.ts';

const IN_FLIGHT = 16;
const POST_TIMEOUT_MS = 15_000;

/** When reordering, an event is held this long at most, so that neighbours overtake it. */
const SHUFFLE_MS = 60;

const ZERO = { offered: 0, posted: 0, refused: 0, retried: 0, dropped: 0, lost: 0, duplicated: 0 };

const snsHeaders = (message: SignedSnsMessage): Record<string, string> => ({
  'content-type': 'text/plain; charset=UTF-8',
  'user-agent': 'Amazon Simple Notification Service Agent',
  'x-amz-sns-message-type': message.Type,
  'x-amz-sns-message-id': message.MessageId,
  'x-amz-sns-topic-arn': message.TopicArn,
  'x-amz-sns-subscription-arn': `${message.TopicArn}:00000000-0000-4000-8000-000000000001`,
});

/** Whether the endpoint took the message: a 2xx within 15 s, and no redirect. */
async function taken(message: SignedSnsMessage, url: string, abort: AbortSignal) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: snsHeaders(message),
      body: JSON.stringify(message, null, 2),
      redirect: 'manual',
      signal: AbortSignal.any([abort, AbortSignal.timeout(POST_TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Posts messages to one address as SNS does: tried again `retries` times, `retryMs` apart, and then dropped. */
function createPoster(to: () => string | undefined, settings: () => EventSettings) {
  const abort = new AbortController();
  const counters = { ...ZERO };
  const lane = createLane(IN_FLIGHT, () => abort.signal.aborted || settings().paused);

  async function post(message: SignedSnsMessage, tries = 0): Promise<void> {
    const url = to();
    if (abort.signal.aborted || !url) return;
    const good = await taken(message, url, abort.signal);
    if (abort.signal.aborted) return;
    counters[good ? 'posted' : 'refused'] += 1;
    if (good) return;
    const again = tries < settings().retries;
    counters[again ? 'retried' : 'dropped'] += 1;
    if (again) lane.add(() => post(message, tries + 1), settings().retryMs);
  }

  return { post, lane, counters, abort };
}

/** Signs and posts SNS messages, with what the script says of delay, loss, duplication and order. */
export function createCourier(signer: Signer, to: () => string | undefined, first: EventSettings) {
  let settings = first;
  let next = chance(first.seed);
  const { post, lane, counters, abort } = createPoster(to, () => settings);

  async function signAndPost(message: SnsMessage, copies: number) {
    const signed = await signSnsMessage(signer, message, { version: settings.signatureVersion });
    for (let copy = 1; copy < copies; copy++) lane.add(() => post(signed));
    await post(signed);
  }

  /** Takes the messages about one mail: posted one after the other, or each on its own when reordering. */
  function send(messages: readonly SnsMessage[]): void {
    const [message, ...rest] = messages;
    if (!message || !to()) return;
    counters.offered += 1;
    if (next() < settings.drop) {
      counters.lost += 1;
      send(rest);
      return;
    }
    const { reorder } = settings;
    const copies = next() < settings.duplicate ? 2 : 1;
    counters.duplicated += copies - 1;
    const delay = drawn(settings.delayMs, next) + (reorder ? next() * SHUFFLE_MS : 0);
    lane.add(async () => {
      await signAndPost(message, copies);
      if (!reorder) send(rest);
    }, delay);
    if (reorder) send(rest);
  }

  return {
    send,
    set(changed: Partial<EventSettings>) {
      settings = { ...settings, ...changed };
      if (changed.seed !== undefined) next = chance(changed.seed);
      lane.pump();
    },
    settings: () => settings,
    counters: () => ({ ...counters, pending: lane.pending() }),
    clear() {
      lane.clear();
      Object.assign(counters, ZERO);
    },
    close() {
      abort.abort();
      lane.clear();
    },
  };
}
