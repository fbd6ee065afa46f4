import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Context } from 'hono';
import { fault, sentenceOf } from '../core/index.ts';

/** Of one field, in octets: what is longer is cut there. */
export const MOST_TYPED = 1_000_001;

export type Upload<T> = { file: T | undefined; fields: Record<string, string> };

const NO_FILE = 'No file came with the form: choose one, or paste its rows.';

/** Whether a form can hold files. */
export const holdsFiles = (c: Context): boolean =>
  /^multipart\/form-data;/i.test(c.req.header('content-type') ?? '');

/**
 * Reads a form with one file, in the field of that name, as it streams, by @fastify/busboy: no process holds it whole. `take` gets the file;
 * what it throws is thrown once the rest of the form has gone by, so that the browser hears it.
 * @throws Fault `invalid` for what is no such form
 */
export async function readUpload<T>(
  c: Context,
  field: string,
  take: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<Upload<T>> {
  const { body } = c.req.raw;
  if (!body || !holdsFiles(c)) throw fault('invalid', NO_FILE);
  const headers = { 'content-type': c.req.header('content-type') } as BusboyHeaders;
  const limits = { files: 1, fields: 40, parts: 42, fieldSize: MOST_TYPED, headerPairs: 20 };
  const form = new Busboy({ headers, limits });
  const fields = new Map<string, string>();
  let taken: Promise<PromiseSettledResult<T>[]> | undefined;
  form.on('field', (name, value) => void fields.set(name, value));
  form.on('file', (name, stream, fileName) => {
    stream.on('error', () => {});
    if (name !== field || !fileName || taken) return stream.resume();
    taken = Promise.allSettled([take(fileName, stream.iterator({ destroyOnReturn: false }))]).finally(
      () => void letGoBy(stream),
    );
  });
  try {
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), form);
  } catch (error) {
    await taken;
    throw fault('invalid', `The file did not arrive whole (${sentenceOf(error)}): send it again.`);
  }
  const [settled] = (await taken) ?? [];
  if (settled?.status === 'rejected') throw settled.reason;
  return { file: settled?.value, fields: Object.fromEntries(fields) };
}

/** The rest of what nobody wants, with room for everybody else between its pieces: at full speed it takes the whole processor. */
async function letGoBy(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream) await delay(1);
}
