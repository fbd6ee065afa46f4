import { readlinkSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { isFault, reasonOfError } from '../../core/index.ts';
import { readBody } from '../markdown/index.ts';
import { readItem } from './feed-item.ts';
import { throughParser } from './hand-over.ts';
import type { ThreadAnswer, ThreadRequest } from './messages.ts';
import { readRawFeed } from './raw-feed.ts';

/** The thread in which partners' texts are read: started by its address, ended when it takes too much. */
async function answer(request: ThreadRequest): Promise<ThreadAnswer> {
  if ('text' in request) return { feed: readRawFeed(request.text, request.url) };
  const handed = await throughParser(request.item);
  if (!handed) return { refused: 'its text does not pass the parser unchanged' };
  const item = readItem(handed, request.effort);
  const [unfit] = item ? readBody(item.body).faults : [];
  if (unfit)
    return { refused: `it is too deep or too long to print (${unfit.sentence.replace(/[.]$/, '')})` };
  return item ? { item } : { refused: 'it says nothing: it has no title, no text and no link' };
}

/** Where Linux keeps this thread's processor time. */
function ownTask(): string | undefined {
  try {
    return readlinkSync('/proc/thread-self');
  } catch {
    return undefined;
  }
}

parentPort?.on('message', (request: ThreadRequest) => {
  answer(request).then(
    (given) => parentPort?.postMessage(given),
    (error: unknown) =>
      parentPort?.postMessage(
        isFault(error)
          ? { fault: reasonOfError(error) }
          : {
              refused: error instanceof RangeError ? 'it is nested too deep' : 'it holds what nobody foresaw',
            },
      ),
  );
});
parentPort?.postMessage({ task: ownTask() });
