import { deflateSync, inflateSync } from 'node:zlib';

// Chromium writes 24 bits a pixel; a page of text needs few colours. Eight bits are a third of the size, and this folder
// is cloned by everybody.

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const COLOURS = 128;

type Chunk = { type: string; body: Buffer };

function* chunks(png: Buffer): Generator<Chunk> {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** PNG §9: the filters None, Sub, Up, Average and Paeth, undone in place; returns the rows without filter octets. */
function unfiltered(lines: Buffer, width: number, height: number, octets: number): Buffer {
  const row = width * octets;
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const left = x >= octets ? (pixels[y * row + x - octets] ?? 0) : 0;
      const up = y > 0 ? (pixels[(y - 1) * row + x] ?? 0) : 0;
      const corner = y > 0 && x >= octets ? (pixels[(y - 1) * row + x - octets] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      pixels[y * row + x] = (lines[y * (row + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

const distance = (a: number, b: number) =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

/** The most frequent colours, and for every colour the nearest of them. */
function palette(colours: Uint32Array): { chosen: number[]; index: Map<number, number> } {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const all = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const chosen = all.slice(0, COLOURS);
  const nearest = (colour: number) =>
    chosen.reduce(
      (best, one, at) => (distance(one, colour) < distance(chosen[best] ?? 0, colour) ? at : best),
      0,
    );
  return { chosen, index: new Map(all.map((colour, at) => [colour, at < COLOURS ? at : nearest(colour)])) };
}

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

/** The same picture with a palette. Takes what Chromium makes: 8 bits a channel, not interlaced. */
export function palettePng(png: Buffer): Buffer {
  const parts = [...chunks(png)];
  const header = Buffer.from(parts[0]?.body ?? []);
  const [width, height, octets] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3];
  const lines = inflateSync(
    Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ body }) => body)),
  );
  const pixels = unfiltered(lines, width, height, octets);
  const colours = Uint32Array.from({ length: width * height }, (_, at) => pixels.readUIntBE(at * octets, 3));
  const { chosen, index } = palette(colours);
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < colours.length; at += 1) {
    rows[at + 1 + Math.floor(at / width)] = index.get(colours[at] ?? 0) ?? 0;
  }
  header[9] = 3;
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
