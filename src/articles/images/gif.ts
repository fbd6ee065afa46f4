const TRAILER = 0x3b;
const EXTENSION = 0x21;
const CONTROL = 0xf9;
const APPLICATION = 0xff;
const FRAME = 0x2c;

/**
 * A GIF of nothing but its frames, their pace and how often they repeat (GIF89a §17 to §27). `undefined` when it does
 * not go on to its trailer: the decoder takes one that is cut off for a shorter film; and it refuses comments behind the
 * last frame, which browsers do not mind.
 */
export function plainGif(bytes: Buffer): Buffer | undefined {
  try {
    const parts = [bytes.subarray(0, startOfBlocks(bytes))];
    for (const { from, to, keep } of blocks(bytes)) if (keep) parts.push(bytes.subarray(from, to));
    return Buffer.concat([...parts, Buffer.from([TRAILER])]);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const startOfBlocks = (bytes: Buffer) => 13 + tableOctets(bytes.readUInt8(10));

/** A control extension belongs to the frame behind it, and is one block with it here. */
function* blocks(bytes: Buffer): Generator<{ from: number; to: number; keep: boolean }> {
  let at = startOfBlocks(bytes);
  let control: number | undefined;
  for (;;) {
    const block = bytes.readUInt8(at);
    if (block === TRAILER) return;
    const from = at;
    at = endOfBlock(bytes, at, block);
    if (block === FRAME) {
      yield { from: control ?? from, to: at, keep: true };
      control = undefined;
    } else if (bytes.readUInt8(from + 1) === CONTROL) control = from;
    else yield { from, to: at, keep: repeats(bytes, from) };
  }
}

function endOfBlock(bytes: Buffer, at: number, block: number): number {
  if (block === EXTENSION) return afterSubBlocks(bytes, at + 2);
  if (block === FRAME) return afterSubBlocks(bytes, at + 11 + tableOctets(bytes.readUInt8(at + 9)));
  throw new RangeError('no block of a GIF');
}

/** The application extension of Netscape 2.0, by which everybody says how often a film repeats. */
const repeats = (bytes: Buffer, at: number) =>
  bytes.readUInt8(at + 1) === APPLICATION &&
  bytes.toString('latin1', at + 3, at + 14) === 'NETSCAPE2.0' &&
  bytes.readUInt8(at + 14) === 3;

/** Of a colour table, from the byte that says whether there is one and of how many colours. */
const tableOctets = (packed: number) => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1));

function afterSubBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const length = bytes.readUInt8(at);
    at += 1 + length;
    if (length === 0) return at;
  }
}
