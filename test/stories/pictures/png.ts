import { deflateSync, inflateSync } from 'node:zlib';

/** Three octets a pixel: red, green, blue. */
export type Picture = { width: number; height: number; pixels: Uint8Array };

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/**
 * Chromium writes 24 bits a pixel; a page of text needs few colours. Eight bits are a third of the size, and approved
 * pictures are cloned by everybody.
 */
const COLOURS = 256;

type Chunk = { type: string; body: Buffer };

function* chunks(png: Buffer): Generator<Chunk> {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** PNG §9: what each filter adds to an octet, from the ones to the left, above, and above to the left. */
const filters: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, corner) => {
    const guess = left + up - corner;
    const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
    if (a <= b && a <= c) return left;
    return b <= c ? up : corner;
  },
];

/** Rows of octets, without the filter that stands before each. */
function unfiltered(lines: Uint8Array, row: number, octets: number): Uint8Array {
  const pixels = new Uint8Array((lines.length / (row + 1)) * row);
  for (let at = 0, from = 0; at < pixels.length; at += row, from += row + 1) {
    const added = filters[lines[from] as number];
    if (!added) throw new Error('A row of this PNG has a filter that does not exist.');
    for (let x = 0; x < row; x += 1) {
      const left = x >= octets ? (pixels[at + x - octets] as number) : 0;
      const up = at > 0 ? (pixels[at + x - row] as number) : 0;
      const corner = at > 0 && x >= octets ? (pixels[at + x - row - octets] as number) : 0;
      pixels[at + x] = (lines[from + 1 + x] as number) + added(left, up, corner);
    }
  }
  return pixels;
}

const distance = (a: number, b: number) =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

/** The most frequent colours that lie far enough from each other, as near as there is room for. */
function palette(counts: Map<number, number>): number[] {
  const all = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  for (let apart = 1; ; apart *= 1.2) {
    const chosen: number[] = [];
    for (const colour of all) {
      if (chosen.length > COLOURS) break;
      if (chosen.every((one) => distance(one, colour) >= apart)) chosen.push(colour);
    }
    if (chosen.length <= COLOURS) return chosen;
  }
}

const nearest = (colour: number, chosen: readonly number[]) =>
  chosen.reduce(
    (best, one, at) => (distance(one, colour) < distance(chosen[best] ?? 0, colour) ? at : best),
    0,
  );

const table = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  let crc = 0xffffffff;
  for (const byte of named) crc = (table[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

/** Takes what Chromium and `writePng` make: 8 bits, not interlaced; red, green, blue with or without alpha, or a palette. */
export function readPng(png: Buffer): Picture {
  const parts = [...chunks(png)];
  const body = (type: string) =>
    Buffer.concat(parts.filter((part) => part.type === type).map((one) => one.body));
  const header = body('IHDR');
  const [width, height, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9]];
  const octets = kind === 6 ? 4 : kind === 2 ? 3 : 1;
  const raw = unfiltered(inflateSync(body('IDAT')), width * octets, octets);
  const colours = body('PLTE');
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [from, first] = octets === 1 ? [colours, (raw[at] as number) * 3] : [raw, at * octets];
    for (let channel = 0; channel < 3; channel += 1)
      pixels[at * 3 + channel] = from[first + channel] as number;
  }
  return { width, height, pixels };
}

/** A PNG with a palette. */
export function writePng({ width, height, pixels }: Picture): Buffer {
  const octet = (at: number) => pixels[at] as number;
  const colours = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  for (let at = 0; at < colours.length; at += 1) {
    const colour = (octet(at * 3) << 16) | (octet(at * 3 + 1) << 8) | octet(at * 3 + 2);
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const chosen = palette(counts);
  const index = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, chosen)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < colours.length; at += 1) {
    rows[at + 1 + Math.floor(at / width)] = index.get(colours[at] ?? 0) ?? 0;
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const plte = Buffer.alloc(chosen.length * 3);
  for (const [at, colour] of chosen.entries()) plte.writeUIntBE(colour, at * 3, 3);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', plte),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
