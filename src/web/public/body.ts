import type { Encoded } from '../../publishing/index.ts';

type Octets = Buffer<ArrayBuffer>;

/** About what a socket takes at once: less costs a turn more for each, more is copied for a reader who may be slow. */
const AT_ONCE = 64 * 1_024;

/** An answer's body and its length in octets; what is small goes in one piece. */
export function bodyOf(encoded: Encoded): { octets: number; body: Octets | ReadableStream<Uint8Array> } {
  if (Buffer.isBuffer(encoded)) return { octets: encoded.length, body: encoded };
  const parts = encoded as readonly Octets[];
  const octets = parts.reduce((sum, { length }) => sum + length, 0);
  return { octets, body: octets <= AT_ONCE ? Buffer.concat(parts) : inPieces(parts) };
}

/** Makes the next piece when the last one is on its way: of a page of megabytes a slow reader holds one piece of their own. */
function inPieces(parts: readonly Octets[]): ReadableStream<Uint8Array> {
  const pieces = together(parts);
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Small parts joined to pieces; a part that is large itself stays as it is. */
function* together(parts: readonly Octets[]): Generator<Octets, undefined> {
  let few: Octets[] = [];
  let octets = 0;
  for (const part of parts) {
    if (octets > 0 && octets + part.length > AT_ONCE) {
      yield few.length === 1 && few[0] ? few[0] : Buffer.concat(few, octets);
      few = [];
      octets = 0;
    }
    few.push(part);
    octets += part.length;
  }
  if (octets > 0) yield Buffer.concat(few, octets);
  return undefined;
}
