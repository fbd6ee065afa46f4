import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { RefusedFile } from './refusal.ts';

/** Of what is inside, unpacked, in octets; and how much larger it may be than the file. */
export const MOST_INSIDE = 50 * 1024 * 1024;
export const MOST_RATIO = 100;
/** Below this size a ratio says nothing. */
const SMALL = 1024 * 1024;
const MOST_ENTRIES = 5_000;

export type WordArchive = {
  names: string[];
  /** Names are compared without case, as in Open Packaging Conventions (ECMA-376 part 2, 6.2.2.3). */
  has(name: string): boolean;
  /** `undefined` when there is none of that name. @throws RefusedFile when there is more in it than its entry says */
  read(name: string): Promise<Buffer | undefined>;
};

/**
 * Opens an archive once the sizes that its central directory names are summed; when a part is read, they are enforced.
 * @throws RefusedFile `bomb`, `password` or `damaged`
 */
export async function openWordArchive(bytes: Buffer): Promise<WordArchive> {
  const open = promisify(yauzl.fromBuffer) as (b: Buffer, o: yauzl.Options) => Promise<yauzl.ZipFile>;
  const zip = await orDamaged(open(bytes, { lazyEntries: true, autoClose: false }));
  if (zip.entryCount > MOST_ENTRIES) throw new RefusedFile('bomb');
  const entries = await orDamaged(entriesOf(zip));
  const inside = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (inside > MOST_INSIDE || (inside > SMALL && inside > MOST_RATIO * bytes.length))
    throw new RefusedFile('bomb');
  if (entries.some((entry) => entry.isEncrypted())) throw new RefusedFile('password');
  const byName = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
  let unpacked = 0;
  return {
    names: entries.map(({ fileName }) => fileName),
    has: (name) => byName.has(name.toLowerCase()),
    async read(name) {
      const entry = byName.get(name.toLowerCase());
      if (!entry) return undefined;
      const part = await orDamaged(unpack(zip, entry, MOST_INSIDE - unpacked));
      unpacked += part.length;
      return part;
    },
  };
}

function entriesOf(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = [];
  return new Promise((done, failed) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => done(entries));
    zip.once('error', failed);
    zip.readEntry();
  });
}

/** An entry that holds more than it says ends the reading (yauzl's `validateEntrySize`), and so does the sum of all. */
async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<Buffer> {
  const open = promisify(zip.openReadStream.bind(zip)) as (entry: yauzl.Entry) => Promise<Readable>;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await open(entry)) {
    size += (chunk as Buffer).length;
    if (size > most) throw new RefusedFile('bomb');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const orDamaged = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof RefusedFile) throw error;
    throw new RefusedFile(/too many bytes/.test(String(error)) ? 'bomb' : 'damaged');
  });
