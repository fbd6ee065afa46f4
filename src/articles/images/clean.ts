import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fault, loaderArguments, programFile } from '../../core/index.ts';
import type { CleanImage } from './limits.ts';
import { type CleaningAnswer, type CleaningQuestion, READY } from './question.ts';

/** Of one picture, by the wall clock of a busy machine: 50 megapixels take about 3 s of CPU, the worst found 40. */
const LONGEST_MS = 120_000;
/**
 * The child's limits: 2 GB of data (50 megapixels of 16 bits take 0.5) and 90 s of CPU. Not of address space, of which
 * WebAssembly in Node reserves 10 GB that nobody uses.
 */
const LIMITS = 'ulimit -d 2097152; ulimit -t 90; ulimit -c 0; exec "$0" "$@"';
const HEAP = '--max-old-space-size=256';

/** Makes pictures anew from their bytes: the picture, and nothing else that was in the file. */
export type Decoder = {
  /**
   * @returns the reason, for logs, when the bytes cannot be read as such a picture
   * @throws Fault `unavailable` when nothing can be decoded here at all; the signal's reason once it is aborted
   */
  clean(question: CleaningQuestion, signal?: AbortSignal): Promise<CleanImage | string>;
  /** Ends the child process. */
  close(): void;
};

/** In a child process without our environment, one picture at a time; it starts with the first, and again if it dies. */
export function openDecoder(): Decoder {
  let child: ChildProcess | undefined;
  const clean: Decoder['clean'] = async (question, signal) => {
    signal?.throwIfAborted();
    const used = child;
    const running = used ?? (await start());
    child = running;
    const stop = () => running.kill('SIGKILL');
    signal?.addEventListener('abort', stop);
    const answer = await ask(running, question);
    signal?.removeEventListener('abort', stop);
    // What we ended ourselves says nothing about the picture.
    signal?.throwIfAborted();
    if ('image' in answer) return answer.image;
    if ('refused' in answer) return answer.refused;
    child = undefined;
    // The limit of CPU is for all that one child has done.
    return used ? clean(question, signal) : answer.ended;
  };
  return { clean, close: () => child?.connected && child.disconnect() };
}

async function start(): Promise<ChildProcess> {
  const child = spawn(
    '/bin/sh',
    ['-c', LIMITS, process.execPath, HEAP, ...loaderArguments(), programFile('image-child')],
    {
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    },
  );
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors = `${errors}${text}`.slice(-1_000);
  });
  const ended = once(child, 'close').then(() => false);
  const [first] = await Promise.race([once(child, 'message'), ended.then(() => [])]);
  if (first === READY) return child;
  throw fault('unavailable', `The decoder of pictures does not start: ${errors.trim()}`);
}

function ask(child: ChildProcess, question: CleaningQuestion): Promise<CleaningAnswer | { ended: string }> {
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
    const settle = (answer: CleaningAnswer | { ended: string }) => {
      clearTimeout(timer);
      child.off('message', settle);
      child.off('close', gone);
      done(answer);
    };
    const gone = (code: number | null, signal: string | null) =>
      settle({ ended: `its decoder was ended by ${signal ?? code}` });
    child.on('message', settle);
    child.on('close', gone);
    child.send(question, () => {});
  });
}
