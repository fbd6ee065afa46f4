import sharp, { type Sharp } from 'sharp';

/** A picture whose corners tell how it stands: red, green, blue and white, clockwise from the top left. */
export function corners({ width = 64, height = 40 } = {}): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [right, below] = [x >= width / 2, y >= height / 2];
      const colour = below ? (right ? BLUE : WHITE) : right ? GREEN : RED;
      pixels.set(colour, (y * width + x) * 3);
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const RED = [220, 20, 20];
const GREEN = [20, 200, 20];
const BLUE = [20, 20, 220];
const WHITE = [240, 240, 240];

/** The colours of the four corners by name, clockwise from the top left, of the first frame. */
export async function cornersOf(bytes: Buffer): Promise<string[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [right, below] = [info.width - 4, info.height - 4];
  return [
    [3, 3],
    [right, 3],
    [right, below],
    [3, below],
  ].map(([x = 0, y = 0]) => name(data.subarray((y * info.width + x) * 3)));
}

const name = ([r = 0, g = 0, b = 0]: Uint8Array) =>
  Math.min(r, g, b) > 180 ? 'white' : r > g && r > b ? 'red' : g > b ? 'green' : 'blue';

/** Marks that must not come out again, wherever they were put in. */
export const SECRET = 'Whereabouts-of-Jo-Example';

/** EXIF with a place, an author and a device. */
export const TELLING = {
  IFD0: { Make: SECRET, Artist: SECRET, Copyright: SECRET },
  IFD2: { LensModel: SECRET },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSAreaInformation: SECRET },
};

export const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${SECRET}</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** What no compression makes smaller. */
export const noise = ({ width, height }: { width: number; height: number }): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

/** A film: each frame of another colour. */
export async function film({ frames = 4, width = 48, height = 30, noisy = false } = {}): Promise<Sharp> {
  const each = Array.from({ length: frames }, (_, at) =>
    (noisy
      ? noise({ width, height })
      : sharp({ create: { width, height, channels: 3, background: { r: (at * 60) % 256, g: 90, b: 200 } } })
    )
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(each), { join: { animated: true } });
}

/** A PNG chunk with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A PNG with these chunks after its header. */
export const withChunks = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

/** A PNG that says that it has these sides. */
export function pngThatSays(png: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33)]);
}
