import { spawn } from 'node:child_process';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fault, loaderArguments, programFile } from '../../core/index.ts';
import { inTurn } from './in-turn.ts';
import type { WordAnswer } from './question.ts';

/** A Word file with pictures has some megabytes. */
export const WORD_MAX_OCTETS = 20 * 1024 * 1024;
/** By the wall clock of a busy machine: the longest story takes about 2 s of CPU. */
const LONGEST_MS = 60_000;
/** 1 GB of data and 20 s of CPU; see the limits of pictures. */
const LIMITS = 'ulimit -d 1048576; ulimit -t 20; ulimit -c 0; exec "$0" "$@"';
const HEAP = '--max-old-space-size=384';

/** Of one process: more would take the memory and the processors that readers need. */
const oneByOne = inTurn(2);

/**
 * Takes a Word file as it comes: onto the disk, under no name, so that no process holds it whole but the one that reads it, and nothing of it
 * stays. What comes out is text.
 * @throws Fault `unavailable` when Word files cannot be read here at all
 */
export async function takeWordFile(chunks: AsyncIterable<Uint8Array>): Promise<WordAnswer> {
  const file = await namelessFile();
  try {
    let size = 0;
    for await (const chunk of chunks) {
      if (size + chunk.length > WORD_MAX_OCTETS) return { refused: 'tooLarge' };
      // At its place, so that the child begins to read at the beginning.
      await file.write(chunk, 0, chunk.length, size);
      size += chunk.length;
    }
    return await oneByOne(() => readInChild(file));
  } finally {
    await file.close();
  }
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterly-word-'));
  try {
    return await open(join(folder, 'came'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function readInChild(file: FileHandle): Promise<WordAnswer> {
  const child = spawn(
    '/bin/sh',
    ['-c', LIMITS, process.execPath, HEAP, ...loaderArguments(), programFile('word-child')],
    { env: {}, stdio: [file.fd, 'ignore', 'pipe', 'ipc'] },
  );
  return new Promise((done, failed) => {
    let errors = '';
    child.stderr?.on('data', (text) => {
      errors = `${errors}${text}`.slice(-1_000);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
    child.once('message', (answer: WordAnswer) => done(answer));
    child.once('error', failed);
    child.once('close', (code) => {
      clearTimeout(timer);
      // By a signal, its limits ended it, or we.
      if (code === null) done({ refused: 'tooTangled' });
      else failed(fault('unavailable', `The reader of Word files does not start: ${errors.trim()}`));
    });
  });
}
