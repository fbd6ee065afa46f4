import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { constants, deflateRawSync } from 'node:zlib';
import type { Fragment, FragmentSource, Joined } from '../rendering/index.ts';

/** A fragment as it is sent, alone and packed. */
export type PrintedFragment = {
  bytes: Buffer<ArrayBuffer>;
  hash: Buffer;
  /** DEFLATE blocks (RFC 1951) that end at an octet and look at nothing before them: joined, they are one stream. */
  deflated: Buffer<ArrayBuffer>;
};

const MIB = 1_048_576;
/** A slice of printing in which nothing else gets its turn: short beside what a health check may take. */
const SLICE_MS = 8;
/** zlib's own default: 9 takes twice the time for 1 % less. */
const LEVEL = 6;

export const deflated = (bytes: Buffer): Buffer<ArrayBuffer> =>
  deflateRawSync(bytes, { level: LEVEL, finishFlush: constants.Z_FULL_FLUSH });

function sent(text: string): PrintedFragment {
  const bytes = Buffer.from(text, 'utf8');
  return { bytes, hash: createHash('sha256').update(bytes).digest(), deflated: deflated(bytes) };
}

type Held = { text: string } | PrintedFragment;
const heldFor = (held: Held) =>
  'text' in held ? 2 * held.text.length : held.bytes.length + held.deflated.length;

/**
 * What was printed, at most `limit` octets of it, the last used stay. It outlives revisions: keys name all that a fragment
 * is made of. Printing goes in slices, one at a time however many ask, between which the process answers others.
 */
export function fragmentCache(limit = 64 * MIB, sliceMs = SLICE_MS) {
  const kept = new Map<string, Held>();
  let octets = 0;
  let line: Promise<unknown> = Promise.resolve();
  let prints = 0;

  const keep = <T extends Held>(key: string, held: T): T => {
    kept.set(key, held);
    octets += heldFor(held);
    for (const [oldest, old] of kept) {
      if (octets <= limit) break;
      kept.delete(oldest);
      octets -= heldFor(old);
    }
    return held;
  };

  const known = (key: string): Held | undefined => {
    const found = kept.get(key);
    if (!found) return undefined;
    kept.delete(key);
    kept.set(key, found);
    return found;
  };

  const print = (text: () => string) => {
    prints += 1;
    return text();
  };

  const sourceOf = ({ key, print: text }: FragmentSource): string => {
    const found = known(key);
    if (found && 'text' in found) return found.text;
    return keep(key, { text: print(text) }).text;
  };

  const knownFragment = ({ key }: Fragment): PrintedFragment | undefined => {
    const found = known(key);
    return found && 'bytes' in found ? found : undefined;
  };

  /** Waits for its turn and for the event loop to have gone round. */
  const turn = () => {
    line = line.then(() => nextTurn());
    return line;
  };

  /** A slice at a time, from when its turn comes. */
  function slices() {
    let since: number | undefined;
    return async () => {
      if (since !== undefined && performance.now() - since < sliceMs) return;
      await turn();
      since = performance.now();
    };
  }

  async function printed(fragment: Fragment, slice: () => Promise<void>): Promise<PrintedFragment> {
    const sources: string[] = [];
    for (const source of fragment.from) {
      if (!kept.has(source.key)) await slice();
      sources.push(sourceOf(source));
    }
    await slice();
    return knownFragment(fragment) ?? keep(fragment.key, sent(print(() => fragment.print(sources))));
  }

  return {
    /** What is held now, in octets. */
    octets: () => octets,
    /** How often something was printed. */
    prints: () => prints,
    async all({ fragments }: Joined): Promise<PrintedFragment[]> {
      const slice = slices();
      const found: PrintedFragment[] = [];
      for (const fragment of fragments)
        found.push(knownFragment(fragment) ?? (await printed(fragment, slice)));
      return found;
    },
  };
}

export type FragmentCache = ReturnType<typeof fragmentCache>;
