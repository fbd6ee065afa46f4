import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { fault, sentenceOf } from '../core/index.ts';
import { entryOf, MANIFEST, type Manifest, readManifest } from './manifest.ts';

/** A backup that is open to be read. */
export type BackupFile = {
  manifest: Manifest;
  /** The rows of a table, as COPY has them. */
  read(table: string): Promise<Readable>;
  close(): void;
};

/** @throws Fault `invalid` for a file that is no whole backup. */
export async function openBackup(path: string): Promise<BackupFile> {
  const zip = await openZip(path);
  const entries = await entriesOf(zip);
  const open = promisify(zip.openReadStream.bind(zip)) as (entry: yauzl.Entry) => Promise<Readable>;
  const read = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw fault('invalid', `${path} is no whole backup: ${name} is not in it.`);
    return open(entry);
  };
  const manifest = readManifest(await textOf(await read(MANIFEST)));
  return { manifest, read: async (table) => read(entryOf(table)), close: () => zip.close() };
}

async function openZip(path: string): Promise<yauzl.ZipFile> {
  const open = promisify(yauzl.open) as (path: string, options: yauzl.Options) => Promise<yauzl.ZipFile>;
  try {
    return await open(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw fault('invalid', `${path} cannot be read as a backup: ${sentenceOf(error)}`);
  }
}

function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  return new Promise((done, failed) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => done(entries));
    zip.once('error', failed);
    zip.readEntry();
  });
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
