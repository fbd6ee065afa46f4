import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { fault } from '../core/index.ts';

/** As rss-parser leaves it: any field may be text, an object, a list, or missing. */
export type RawItem = Record<string, unknown>;
export type RawFeed = { title?: unknown; items: RawItem[] };

/**
 * rss-parser strips tags with an expression that takes hours on a few megabytes of "<", and ends in a TypeError on
 * some feeds. A thread of its own can be stopped, and cannot take the process with it.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const Parser = require(workerData.parser);
new Parser().parseString(workerData.text).then(
  ({ title, items }) => parentPort.postMessage({ feed: { title, items } }),
  (error) => parentPort.postMessage({ message: String(error && error.message) }),
);
`;

const MAX_MS = 5_000;
const MAX_MEGABYTES = 256;

/** @throws Fault `invalid` when the text is no feed that can be read. */
export async function parseFeed(text: string, { maxMs = MAX_MS } = {}): Promise<RawFeed> {
  if (/^\s*(<!doctype html|<html)/i.test(text.slice(0, 1_000))) {
    throw fault('invalid', 'The address holds a web page, not a feed: look for its RSS or Atom link.');
  }
  const answer = await inThread(text, maxMs);
  if ('feed' in answer) return answer.feed;
  const reason = answer.message.split('\n')[0]?.replace(/\.$/, '').slice(0, 150);
  throw fault('invalid', `The address holds no feed that can be read (${reason}).`);
}

type Answer = { feed: RawFeed } | { message: string };

function inThread(text: string, maxMs: number): Promise<Answer> {
  const parser = createRequire(import.meta.url).resolve('rss-parser');
  const worker = new Worker(THREAD, {
    eval: true,
    execArgv: [],
    env: {},
    workerData: { parser, text },
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  });
  return new Promise<Answer>((resolve) => {
    const stop = setTimeout(
      () => resolve({ message: `reading it takes more than ${maxMs / 1_000} s` }),
      maxMs,
    );
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ message: error.message }));
    worker.once('exit', () => {
      clearTimeout(stop);
      resolve({ message: 'reading it ended early' });
    });
  }).finally(() => worker.terminate());
}
