import type { ContentHash, Database, Db, Log } from '../../core/index.ts';
import { type Decoder, openDecoder } from './clean.ts';
import {
  forgetUnreadable,
  type ImageRow,
  lockUncleaned,
  markUnreadable,
  replaceImage,
  selectImage,
  takeUncleaned,
} from './images.store.ts';
import { CLEANING, STORED_BEFORE } from './limits.ts';

type Deps = { db: Database; log: Log; signal?: AbortSignal };
type Work = Deps & { decoder: Decoder };

/**
 * Makes the next picture anew that was stored as it came, at its old address. Any number of processes may do so at once,
 * and stop at any time: each picture is one transaction that holds its row and nothing else.
 * @returns false when there is none left
 */
const cleanNext = (deps: Work): Promise<boolean> =>
  deps.db.transaction().execute(async (trx) => {
    deps.signal?.throwIfAborted();
    const row = await takeUncleaned(trx);
    if (row) await replaced(trx, row, deps);
    return row !== undefined;
  });

/**
 * One after the other until none is left.
 * @param again those too that could not be read before: the machine may have been at its end
 * @returns how many it was
 * @throws the signal's reason once it is aborted
 */
export async function cleanStored({ again = false, ...deps }: Deps & { again?: boolean }): Promise<number> {
  if (again) await forgetUnreadable(deps.db);
  const decoder = openDecoder();
  try {
    let count = 0;
    while (await cleanNext({ ...deps, decoder })) count += 1;
    return count;
  } finally {
    decoder.close();
  }
}

/** This one, once for all processes. `undefined`: it cannot be read as a picture. */
export async function cleanOne(deps: Deps, hash: ContentHash): Promise<ImageRow | undefined> {
  const decoder = openDecoder();
  try {
    return await deps.db.transaction().execute(async (trx) => {
      const row = await lockUncleaned(trx, hash);
      if (row) return replaced(trx, row, { ...deps, decoder });
      const found = await selectImage(trx, hash);
      return found && found.cleaning > 0 ? found : undefined;
    });
  } finally {
    decoder.close();
  }
}

/** What cannot be read as a picture may hold anything: its bytes stay where they are, and are not given out. */
async function replaced(trx: Db, row: ImageRow, deps: Work): Promise<ImageRow | undefined> {
  const image = await cleaned(row, deps);
  await (image ? replaceImage(trx, image) : markUnreadable(trx, row.hash));
  return image;
}

type Came = Pick<ImageRow, 'hash' | 'bytes' | 'media_type'>;

async function cleaned(
  { hash, bytes, media_type }: Came,
  { log, signal, decoder }: Work,
): Promise<ImageRow | undefined> {
  const image = await decoder.clean({ bytes, mediaType: media_type, reading: STORED_BEFORE }, signal);
  if (typeof image === 'string') {
    log.warn({ image: hash, reason: image }, 'a stored picture cannot be read and is no longer shown');
    return undefined;
  }
  const { mediaType, width, height, animated } = image;
  return { hash, media_type: mediaType, width, height, bytes: image.bytes, animated, cleaning: CLEANING };
}
