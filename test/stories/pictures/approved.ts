import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Look, lookName } from '../story.ts';
import { compare } from './compare.ts';
import { type Picture, readPng, writePng } from './png.ts';

const root = path.join(import.meta.dirname, '../../..');
const approvedFolder = path.join(root, 'test/stories/approved');
const results = path.join(root, 'test-results/stories');

export type Named = { group: string; name: string; look: Look };

export const pictureName = ({ group, name, look }: Named) => `${group}/${name}.${lookName(look)}.png`;

async function write(file: string, picture: Picture): Promise<string> {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, await writePng(picture));
  return path.relative(root, file);
}

/**
 * Keeps a picture as the approved one, unless the one there is looks the same: octets differ from machine to machine.
 * @returns whether it was kept.
 */
export async function approve(named: Named, picture: Picture): Promise<boolean> {
  const file = path.join(approvedFolder, pictureName(named));
  if (existsSync(file) && !compare(await readPng(readFileSync(file)), picture)) return false;
  await write(file, picture);
  return true;
}

/** Pictures of stories that are no more. */
const others = (taken: ReadonlySet<string>): string[] =>
  readdirSync(approvedFolder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.png') && !taken.has(name),
  );

export function removeOthers(taken: ReadonlySet<string>): void {
  for (const name of others(taken)) rmSync(path.join(approvedFolder, name));
}

/** What is wrong with a picture against the approved one, and what to do, or nothing. */
export async function complaint(named: Named, picture: Picture): Promise<string | undefined> {
  const { group, name, look } = named;
  const what = `${group}/${name} at ${look.width} pixels, ${look.scheme}${look.images ? '' : ', without images'}`;
  const toApprove = `If this is how it should look: npm run stories:approve -- ${group}/${name}`;
  const file = path.join(approvedFolder, pictureName(named));
  const place = path.join(results, pictureName(named));
  if (!existsSync(file)) {
    return `${what} has no approved picture. The new one: ${await write(place, picture)}. ${toApprove}`;
  }
  const difference = compare(await readPng(readFileSync(file)), picture);
  if (!difference) return undefined;
  const share = (difference.share * 100).toFixed(2);
  const shown = await write(place.replace(/png$/, 'difference.png'), difference.shown);
  return `${what} does not look as approved: ${share} % of it differs. The new picture: ${await write(place, picture)}; the difference: ${shown}. ${toApprove}`;
}
