import { type ContentHash, type Database, isVariantWidth, type Log } from '../../core/index.ts';
import { type ImageRow, selectImage, selectImageFacts } from './images.store.ts';
import { cleanOne } from './stored.ts';
import { selectVariant } from './variants.store.ts';
import { makeVariant, type Wanted } from './variants.ts';

export type ServedImage = {
  bytes: Buffer;
  mediaType: string;
  /** A variant was asked for, and this is the image itself. */
  instead?: true;
};

/**
 * The pictures as the web gives them out: made anew before anybody sees them, whole or smaller. What takes work is done
 * once for all processes, when it is first asked for, and one at a time in each, as it takes a core for up to a second.
 */
export function servedImages({ db, log }: { db: Database; log: Log }) {
  const inTurn = oneAtATime();

  const present = async (hash: ContentHash): Promise<ImageRow | undefined> => {
    const found = await selectImage(db, hash);
    if (found?.cleaning === 0) return cleanOne({ db, log }, hash);
    return found && found.cleaning > 0 ? found : undefined;
  };

  return {
    /** `undefined`: there is no such image, or none that can be shown. */
    async whole(hash: ContentHash): Promise<ServedImage | undefined> {
      const found = await selectImage(db, hash);
      const image = found?.cleaning === 0 ? await inTurn(hash, () => present(hash)) : await present(hash);
      return image && itself(image);
    },
    /** `undefined` also where it is not offered in this width. */
    async variant(hash: ContentHash, { width, format }: Wanted): Promise<ServedImage | undefined> {
      const kept = await selectVariant(db, { hash, width, media_type: format });
      if (kept) return { bytes: kept, mediaType: format };
      if (!(await mayBeOffered(db, hash, width))) return undefined;
      return inTurn(`${hash} ${width} ${format}`, async () => {
        const image = await present(hash);
        const made = image && (await makeVariant(db, image, { width, format }));
        if (!image || !made || made === 'unknown') return undefined;
        return made === 'whole' ? { ...itself(image), instead: true } : { bytes: made, mediaType: format };
      });
    },
  };
}

/** What nobody offers is refused before it waits for its turn: invented addresses must not stand in the way of real ones. */
async function mayBeOffered(db: Database, hash: ContentHash, width: number): Promise<boolean> {
  const [known] = await selectImageFacts(db, [hash]);
  // One that was not cleaned yet may still be turned.
  return known !== undefined && (isVariantWidth(width) || width === known.width || width === known.height);
}

const itself = ({ bytes, media_type: mediaType }: ImageRow) => ({ bytes, mediaType });

/** Runs what is asked for one after the other; what is under way already is waited for. */
function oneAtATime() {
  const underWay = new Map<string, Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  return <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const making = underWay.get(key) as Promise<T> | undefined;
    if (making) return making;
    const made = last.then(make).finally(() => underWay.delete(key));
    last = made.catch(() => {});
    underWay.set(key, made);
    return made;
  };
}
