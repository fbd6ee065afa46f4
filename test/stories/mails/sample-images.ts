import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '../../../src/core/index.ts';
import { writePng } from '../pictures/png.ts';

const folder = path.join(import.meta.dirname, '../../../sample');
const images = new Map<string, Buffer>([['logo', await logo({ width: 96, height: 48 })]]);
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.png')) continue;
  const bytes = readFileSync(path.join(folder, name));
  images.set(sha256(bytes), bytes);
}

/** An image of the sample editions, or the logo of nobody, by its address in a mail. */
export const sampleImage = (url: string): Buffer | undefined =>
  images.get(path.parse(new URL(url).pathname).name);

/** Two hills on a light ground. */
function logo({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const near = height - y < height * 0.7 - Math.abs(x - width * 0.65) * 0.6;
    const far = height - y < height * 0.5 - Math.abs(x - width * 0.3) * 0.5;
    pixels.set(near ? [0, 97, 63] : far ? [90, 160, 130] : [238, 244, 240], at * 3);
  }
  return writePng({ width, height, pixels });
}
