import { because, reason, sha256 } from '../../core/index.ts';
import type { PartnerItem } from './feed-item.ts';
import type { ThreadAnswer } from './messages.ts';
import { nameOf, type RawFeed, type Refused } from './raw-feed.ts';
import type { RawItem } from './raw-item.ts';
import { type NoAnswer, ReadingThread } from './reading-thread.ts';

export type FeedReading = {
  title: string;
  /** The newest first. */
  items: PartnerItem[];
  refused: Refused[];
  /** Hashes of those among the refused whose reading took too long, now or before. */
  givenUp: string[];
};

/**
 * Reads a fetched text, but for items that were given up before: they would take the feed's time again at each poll, and
 * those behind them would never be read.
 * @throws Fault `invalid` when it is no feed, or none that can be read in time.
 */
export type ReadFeed = (text: string, url: string, givenUp?: ReadonlySet<string>) => Promise<FeedReading>;

export type ReaderLimits = {
  /** Processor time, in ms. */
  itemMs?: number;
  feedMs?: number;
  atOnce?: number;
};

const inSeconds = (ms: number) => `${ms / 1_000} s of processor time`;
/** Of a feed's time: what comes later is read for its words alone, so that it is read at all. */
const HURRY = 0.7;

/**
 * Reads feeds in threads of their own, so that no text of a partner can hold up the process; at most `atOnce` at a time.
 * An item that takes too long is read again for its words alone.
 */
export function feedReader({ itemMs = 1_000, feedMs = 5_000, atOnce = 4 }: ReaderLimits = {}): ReadFeed {
  const withThread = threads(atOnce);
  return (text, url, givenUp = new Set()) =>
    withThread(async (thread) => {
      const from = thread.usedMs;
      const { title, items, refused } = feedIn(await thread.ask({ text, url }, feedMs), feedMs);
      return { title, ...(await readItems(items, refused, { thread, from, itemMs, feedMs, givenUp })) };
    });
}

function feedIn(answer: ThreadAnswer | NoAnswer, feedMs: number): RawFeed {
  if ('feed' in answer) return answer.feed;
  if ('fault' in answer) throw because('invalid', answer.fault);
  const late = 'gaveUp' in answer && answer.gaveUp === 'time';
  const why = late ? `reading it takes more than ${inSeconds(feedMs)}` : 'it is too tangled, or too large';
  throw because('invalid', reason('feed-not-readable', { why }));
}

/** `from` is what the thread had used before this feed. */
type Means = {
  thread: ReadingThread;
  from: number;
  itemMs: number;
  feedMs: number;
  givenUp: ReadonlySet<string>;
};

async function readItems(raw: readonly RawItem[], early: readonly Refused[], means: Means) {
  const items: PartnerItem[] = [];
  const refused = [...early];
  const givenUp: string[] = [];
  for (const [at, item] of raw.entries()) {
    const mark = markOf(item);
    const before = means.givenUp.has(mark);
    const read = before ? tooLong(means) : await readOne(item, means);
    if ('item' in read) items.push(read.item);
    else refused.push({ name: nameOf(item.title, at), why: read.refused });
    if ('tooLong' in read) givenUp.push(mark);
  }
  return { items, refused, givenUp };
}

/** Another number when reading becomes faster, so that what was given up is tried again. */
const READING = 1;
const markOf = (item: RawItem) => sha256(`${READING}\n${JSON.stringify(item)}`);

type Refusal = { refused: string; tooLong?: true };
const tooLong = ({ itemMs }: Pick<Means, 'itemMs'>): Refusal => ({
  refused: `reading it takes more than ${inSeconds(itemMs)}`,
  tooLong: true,
});

async function readOne(item: RawItem, means: Means): Promise<{ item: PartnerItem } | Refusal> {
  const { thread, from, itemMs, feedMs } = means;
  const left = () => feedMs - (thread.usedMs - from);
  if (left() <= 0) return { refused: `reading the feed takes more than ${inSeconds(feedMs)}` };
  if (left() > feedMs * (1 - HURRY)) {
    const whole = await thread.ask({ item, effort: 'whole' }, Math.min(itemMs, left()));
    if ('item' in whole) return whole;
    if ('refused' in whole) return { refused: whole.refused };
  }
  const mostMs = Math.min(itemMs, Math.max(left(), itemMs / 4));
  const words = await thread.ask({ item, effort: 'words' }, mostMs);
  if ('item' in words) return words;
  if ('refused' in words) return { refused: words.refused };
  // With less time than an item may have, nothing is known about it yet.
  const { refused } = tooLong(means);
  return mostMs < itemMs ? { refused } : tooLong(means);
}

/** Lends at most `most` threads; who finds none waits for one. A thread serves one feed after another. */
function threads(most: number): <T>(work: (thread: ReadingThread) => Promise<T>) => Promise<T> {
  const free = Array.from({ length: most }, () => new ReadingThread());
  const waiting: ((thread: ReadingThread) => void)[] = [];
  return async (work) => {
    const thread = free.pop() ?? (await new Promise<ReadingThread>((resolve) => waiting.push(resolve)));
    try {
      return await work(thread);
    } finally {
      thread.rest();
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
    }
  };
}
