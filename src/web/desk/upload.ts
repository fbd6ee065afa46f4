import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Context } from 'hono';
import { fault, sentenceOf } from '../../core/index.ts';

/** A text that is pasted instead of a file. */
const MOST_PASTED = 1_000_000;

type Upload<T> = { file: T | undefined; text: string };

/**
 * Reads a form with one file as it streams, by @fastify/busboy: no process holds it whole. `take` gets the file; what it throws is thrown
 * once the rest of the form has gone by, so that the browser hears it.
 * @throws Fault `invalid` for what is no such form
 */
export async function readUpload<T>(
  c: Context,
  fields: { file: string; text: string },
  take: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<Upload<T>> {
  const { body } = c.req.raw;
  const type = c.req.header('content-type') ?? '';
  if (!body || !/^multipart\/form-data;/i.test(type))
    throw fault('invalid', 'No file came with the form: choose one, or paste its rows.');
  const limits = { files: 1, fields: 4, parts: 6, fieldSize: MOST_PASTED + 1, headerPairs: 20 };
  const form = new Busboy({ headers: { 'content-type': type } as BusboyHeaders, limits });
  let [text, taken] = ['', undefined as Promise<PromiseSettledResult<T>[]> | undefined];
  form.on('field', (name, value) => {
    if (name === fields.text) text = value;
  });
  form.on('file', (name, stream, fileName) => {
    stream.on('error', () => {});
    if (name !== fields.file || !fileName || taken) return stream.resume();
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
  if (text.length > MOST_PASTED)
    throw fault('invalid', 'More than 1 MB was pasted: save it as a file and choose that.');
  return { file: settled?.value, text };
}

/** The rest of what nobody wants, with room for everybody else between its pieces: at full speed it takes the whole processor. */
async function letGoBy(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream) await delay(1);
}
