import { copyFile, type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../core/index.ts';
import { syncFolder } from './folder.ts';

/** A journal that is being written. */
export type JournalFile = {
  /** Returns once the octets are on disk, and in the copy as far as that can be had. */
  append(octets: Buffer): Promise<void>;
  close(): Promise<void>;
};

export const fileNameOf = (journal: string) => `${journal}.journal`;

type Where = {
  folder: string;
  copyTo: string | undefined;
  log: Log;
  sync?: (file: FileHandle) => Promise<void>;
};

const datasync = (file: FileHandle) => file.datasync();

/**
 * Opens a journal at its end. A copy that cannot be written is said, and the journal goes on without it until it is opened
 * again: a second disk that is full must not stop what the first one holds.
 */
export async function openJournalFile(
  journal: string,
  { folder, copyTo, log, sync = datasync }: Where,
): Promise<JournalFile> {
  const path = join(folder, fileNameOf(journal));
  const file = await open(path, 'a', 0o600);
  await syncFolder(folder);
  let copy = copyTo === undefined ? undefined : await openCopy(path, { folder: copyTo, log });
  const toCopy = async (octets: Buffer) => {
    if (!copy) return;
    try {
      await write(copy, octets, sync);
    } catch (error) {
      log.error({ error: String(error) }, 'the copy of the journal in JOURNAL_COPY_TO cannot be written');
      await copy.close().catch(() => {});
      copy = undefined;
    }
  };
  const together = grouped(async (octets) => {
    await Promise.all([write(file, octets, sync), toCopy(octets)]);
  });
  return {
    append: together.append,
    close: async () => {
      await together.idle();
      await Promise.allSettled([file.close(), copy?.close()]);
    },
  };
}

/** What comes while the disk is busy is brought to it together, in its order. After an error nothing is written any more. */
function grouped(write: (octets: Buffer) => Promise<void>) {
  let waiting: Buffer[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  return {
    append(octets: Buffer): Promise<void> {
      waiting.push(octets);
      next ??= last.then(() => {
        const together = Buffer.concat(waiting);
        waiting = [];
        next = undefined;
        return write(together);
      });
      last = next;
      return next;
    },
    idle: () => last.catch(() => {}),
  };
}

async function write(
  file: FileHandle,
  octets: Buffer,
  sync: (file: FileHandle) => Promise<void>,
): Promise<void> {
  let done = 0;
  while (done < octets.length) done += (await file.write(octets, done)).bytesWritten;
  await sync(file);
}

/** What the copy lacks is brought to it first. One that is longer knows more than its journal, and is left as it is. */
async function openCopy(
  from: string,
  { folder, log }: { folder: string; log: Log },
): Promise<FileHandle | undefined> {
  const path = join(folder, from.slice(from.lastIndexOf('/') + 1));
  try {
    const [length = 0, whole = 0] = [await sizeOf(path), await sizeOf(from)];
    if (length > whole) throw new Error('the copy is longer than the journal');
    if (length < whole) await copyFile(from, path);
    const file = await open(path, 'a', 0o600);
    await file.datasync();
    await syncFolder(folder);
    return file;
  } catch (error) {
    log.error({ error: String(error) }, 'the copy of the journal in JOURNAL_COPY_TO cannot be written');
    return undefined;
  }
}

/** In octets; `undefined` where there is none. */
export const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
