import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fault, sentenceOf } from '../core/index.ts';

/** What a folder of journals says of itself. */
export type Place = {
  place: string;
  installation: string;
  /** Journals of other places, and how long they were when they were last looked at from here. */
  seen: Readonly<Record<string, number>>;
};

/** Several installations may share a folder. */
const placeFile = (installation: string) => `place.${installation}.json`;
const JOURNAL = /^([A-Za-z0-9_-]+)\.journal$/;

/** @throws Fault `unavailable` where the folder cannot be had. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => {
    throw fault(
      'unavailable',
      `The folder for the journal, ${folder}, cannot be made: ${sentenceOf(error)}. Set JOURNAL_DIR to one that can be written.`,
    );
  });
}

/** `undefined` where nothing of this installation has been written yet. */
export async function readPlace(folder: string, installation: string): Promise<Place | undefined> {
  const text = await readFile(join(folder, placeFile(installation)), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Place);
}

export const newPlace = (installation: string): Place => ({
  place: randomBytes(9).toString('base64url'),
  installation,
  seen: {},
});

/** Whole or not at all, also when the machine stops in the middle. */
export async function writePlace(folder: string, place: Place): Promise<void> {
  const { path, name } = await writeBeside(folder, place);
  await rename(path, join(folder, name));
  await syncFolder(folder);
}

/** Of several processes that find a new folder at once, one names it. */
export async function claimPlace(folder: string, place: Place): Promise<Place> {
  const { path, name } = await writeBeside(folder, place);
  await link(path, join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(path);
  await syncFolder(folder);
  return (await readPlace(folder, place.installation)) ?? place;
}

async function writeBeside(folder: string, place: Place): Promise<{ path: string; name: string }> {
  const name = placeFile(place.installation);
  const path = join(folder, `${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(place));
    await file.datasync();
  } finally {
    await file.close();
  }
  return { path, name };
}

/** Ids of the journals that lie in a folder; none where there is no folder. */
export async function journalsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => JOURNAL.exec(name)?.[1] ?? []).sort();
}

/** A file's name is on disk only once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => {});
  await handle.close();
}
