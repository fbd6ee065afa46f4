import { chance, drawn } from '../chance.ts';
import type { EventSettings } from '../options.ts';
import { type SignedSnsMessage, type Signer, type SnsMessage, signSnsMessage } from './sign.ts';

const IN_FLIGHT = 16;
const POST_TIMEOUT_MS = 15_000;

/** When reordering, an event is held this long at most, so that neighbours overtake it. */
const SHUFFLE_MS = 60;

function snsHeaders(message: SignedSnsMessage, topicArn: string): Record<string, string> {
  return {
    'content-type': 'text/plain; charset=UTF-8',
    'user-agent': 'Amazon Simple Notification Service Agent',
    'x-amz-sns-message-type': message.Type,
    'x-amz-sns-message-id': message.MessageId,
    'x-amz-sns-topic-arn': topicArn,
    'x-amz-sns-subscription-arn': `${topicArn}:00000000-0000-4000-8000-000000000001`,
  };
}

/** First in, first out; `Array.shift` moves the whole array once it is long. */
function queue<T>() {
  let items: T[] = [];
  let head = 0;
  return {
    add: (item: T) => items.push(item),
    take() {
      const item = items[head++];
      if (head > items.length) head = items.length;
      if (head > 1_024 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    size: () => items.length - head,
    clear() {
      items = [];
      head = 0;
    },
  };
}

/**
 * Posts signed messages to one address as SNS does: a 2xx within 15 s is success, anything else is tried again
 * `retries` times, `retryMs` apart, and then dropped.
 */
export function createCourier(signer: Signer, to: () => string | undefined, first: EventSettings) {
  let settings = first;
  let next = chance(first.seed);
  const waiting = queue<() => Promise<void>>();
  let inFlight = 0;
  let closed = false;
  const timers = new Set<NodeJS.Timeout>();
  const abort = new AbortController();
  const counters = { offered: 0, posted: 0, refused: 0, retried: 0, dropped: 0, lost: 0, duplicated: 0 };

  function later(ms: number, work: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }

  function pump() {
    while (!closed && !settings.paused && inFlight < IN_FLIGHT) {
      const work = waiting.take();
      if (!work) return;
      inFlight += 1;
      void work().finally(() => {
        inFlight -= 1;
        pump();
      });
    }
  }

  function enqueue(work: () => Promise<void>) {
    waiting.add(work);
    pump();
  }

  async function answered(message: SignedSnsMessage, url: string) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: snsHeaders(message, message.TopicArn),
        body: JSON.stringify(message, null, 2),
        redirect: 'manual',
        signal: AbortSignal.any([abort.signal, AbortSignal.timeout(POST_TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }

  async function post(message: SignedSnsMessage, tries: number) {
    const url = to();
    if (closed || !url) return;
    if (await answered(message, url)) {
      counters.posted += 1;
      return;
    }
    if (closed) return;
    counters.refused += 1;
    if (tries >= settings.retries) {
      counters.dropped += 1;
      return;
    }
    counters.retried += 1;
    later(settings.retryMs, () => enqueue(() => post(message, tries + 1)));
  }

  async function signAndPost(message: SnsMessage, copies: number) {
    const signed = await signSnsMessage(signer, message, { version: settings.signatureVersion });
    for (let copy = 1; copy < copies; copy++) enqueue(() => post(signed, 0));
    await post(signed, 0);
  }

  /** Posts messages one after the other, or each on its own when reordering. */
  function send(messages: readonly SnsMessage[]): void {
    const [message, ...rest] = messages;
    if (!message || !to()) return;
    const goOn = () => send(rest);
    counters.offered += 1;
    if (next() < settings.drop) {
      counters.lost += 1;
      goOn();
      return;
    }
    const copies = next() < settings.duplicate ? 2 : 1;
    counters.duplicated += copies - 1;
    const delay = drawn(settings.delayMs, next) + (settings.reorder ? next() * SHUFFLE_MS : 0);
    const work = async () => {
      await signAndPost(message, copies);
      if (!settings.reorder) goOn();
    };
    if (delay > 0) later(delay, () => enqueue(work));
    else enqueue(work);
    if (settings.reorder) goOn();
  }

  return {
    /** Takes the messages about one mail, subject to the scripted delay, loss, duplication and reordering. */
    send,
    set(changed: Partial<EventSettings>) {
      settings = { ...settings, ...changed };
      if (changed.seed !== undefined) next = chance(changed.seed);
      pump();
    },
    settings: () => settings,
    counters: () => ({ ...counters, pending: waiting.size() + inFlight + timers.size }),
    clear() {
      waiting.clear();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const name of Object.keys(counters) as Array<keyof typeof counters>) counters[name] = 0;
    },
    close() {
      closed = true;
      waiting.clear();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      abort.abort();
    },
  };
}
export type Courier = ReturnType<typeof createCourier>;
