import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { fromSource, programFile } from '../../core/index.ts';
import type { Started, ThreadAnswer, ThreadRequest } from './messages.ts';

/** Why there is no answer: the limit of processor time was reached, or the thread ended (as when memory runs out). */
export type NoAnswer = { gaveUp: 'time' | 'ended' };

const ENTRY = pathToFileURL(programFile('feed-thread'));
/** A thread takes no loader: only those run the source who have tsx. */
const LOAD_SOURCE = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(ENTRY.href)});
});`;
const MAX_MEGABYTES = 256;
/** Each look reads a file: more often costs the process that waits, less often lets a text overrun its time by that much. */
const LOOK_MS = 50;
const IDLE_MS = 5_000;

/** A thread that answers one request at a time, and is ended when one takes more processor time than it may. */
export class ReadingThread {
  private worker: Worker | undefined;
  private processorMs = () => 0;
  private earlier = 0;
  private resting: NodeJS.Timeout | undefined;

  /** Processor time that requests have taken, in ms: of the thread alone, not of waiting for a processor. */
  get usedMs(): number {
    return this.earlier + this.processorMs();
  }

  async ask(request: ThreadRequest, maxMs: number): Promise<ThreadAnswer | NoAnswer> {
    clearTimeout(this.resting);
    const worker = await this.started();
    if (!worker) return { gaveUp: 'ended' };
    worker.ref();
    const end = this.usedMs + maxMs;
    const answered = await new Promise<ThreadAnswer | NoAnswer>((resolve) => {
      const look = setInterval(() => this.usedMs > end && done({ gaveUp: 'time' }), LOOK_MS);
      const done = (answer: ThreadAnswer | NoAnswer) => {
        clearInterval(look);
        worker.off('message', done).off('exit', ended);
        resolve(answer);
      };
      const ended = () => done({ gaveUp: 'ended' });
      worker.on('message', done).on('exit', ended);
      worker.postMessage(request);
    });
    if ('gaveUp' in answered) await this.end();
    return answered;
  }

  /** Ends the thread if nothing is asked for a while; until then it keeps no process alive. */
  rest(): void {
    this.worker?.unref();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.end(), IDLE_MS).unref();
  }

  async end(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    this.earlier = this.usedMs;
    this.processorMs = () => 0;
    await worker?.terminate();
  }

  /** The thread, once it has loaded what it needs: that is not the partner's time. */
  private async started(): Promise<Worker | undefined> {
    if (this.worker) return this.worker;
    const worker = new Worker(fromSource ? LOAD_SOURCE : ENTRY, {
      eval: fromSource,
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
    });
    // An error ends the thread, and that is heard.
    worker.on('error', () => {});
    const first = await new Promise<Started | undefined>((resolve) => {
      worker.once('message', resolve);
      worker.once('exit', () => resolve(undefined));
    });
    if (!first) return undefined;
    const clock = processorClock(worker, first.task);
    const from = clock();
    this.processorMs = () => clock() - from;
    this.worker = worker;
    return worker;
  }
}

/** Linux counts each thread's time on a processor; elsewhere the time in which the thread did not wait for events is near. */
function processorClock(worker: Worker, task: string | undefined): () => number {
  const active = () => worker.performance.eventLoopUtilization().active;
  if (task === undefined) return active;
  let last = 0;
  return () => {
    try {
      last = Number(readFileSync(`/proc/${task}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
    } catch {
      // The thread has just ended: its last time stands.
    }
    return last;
  };
}
