import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../core/index.ts';
import { installationOf } from '../settings/index.ts';
import { compareJournals, type Difference, type FoundJournal, wentBack } from './compare.ts';
import { fileNameOf, sizeOf } from './file.ts';
import { claimPlace, journalsIn, makeFolder, newPlace, type Place, readPlace, writePlace } from './folder.ts';
import { openHold } from './holds.store.ts';
import { type RememberedJournal, rememberedJournals } from './journals.store.ts';
import { knownPlaces } from './places.store.ts';
import { headOf } from './read.ts';

export type Folders = { folder: string; copyTo: string | undefined };
export type Verified = { place: Place; findings: Difference[]; found: FoundJournal[] };

/** A place that lives shows it every ten seconds. */
const LIVES_WITHIN_MS = 25_000;

/**
 * Holds the journals that lie here against what the database remembers of them. A folder that has none becomes a place of its
 * own: of the first process of an installation, of a machine that joins those that live, or with a finding.
 */
export async function verifyJournals(
  db: Database,
  folders: Folders,
  { joins }: { joins: boolean },
): Promise<Verified> {
  const { id } = await installationOf(db);
  await makeFolder(folders.folder);
  const known = await readPlace(folders.folder, id);
  const before = await rememberedJournals(db);
  const place = known ?? newPlace(id);
  const found = await findJournals(folders, id);
  const after = await rememberedJournals(db);
  const findings = [
    ...(known || !joins ? [] : await strange(db, before)),
    ...compareJournals(place.place, found, { before, after }),
    ...wentBack(place.seen, after),
  ];
  if (known || !(joins || before.length === 0)) return { place, findings, found };
  return { place: await claimPlace(folders.folder, place), findings, found };
}

/** Whether a new folder is one that was lost: so it is unless a process lives that holds another. */
async function strange(db: Database, remembered: readonly RememberedJournal[]): Promise<Difference[]> {
  if (remembered.length === 0) return [];
  const newest = async () =>
    Math.max(0, ...(await knownPlaces(db)).map(({ alive_at }) => alive_at.getTime()));
  const first = await newest();
  const end = performance.now() + LIVES_WITHIN_MS;
  while (performance.now() < end) {
    if ((await newest()) > first) return [];
    await wait(500);
  }
  const folders = (await knownPlaces(db)).map(({ host, folder }) => `${folder} on ${host}`);
  return [{ kind: 'no-place', folders }];
}

/** Each journal of this installation, where it is longest. */
async function findJournals({ folder, copyTo }: Folders, installation: string): Promise<FoundJournal[]> {
  const longest = new Map<string, FoundJournal>();
  for (const at of copyTo === undefined ? [folder] : [folder, copyTo]) {
    for (const id of await journalsIn(at)) {
      const path = join(at, fileNameOf(id));
      const length = await sizeOf(path);
      if (length !== undefined && length > (longest.get(id)?.length ?? -1))
        longest.set(id, { id, path, length });
    }
  }
  const heads = await Promise.all(
    [...longest.values()].map(async (one) => ({ one, head: await headOf(one.path) })),
  );
  return heads.flatMap(({ one, head }) => (head && head.installation !== installation ? [] : [one]));
}

/** Remembers here how far the journals of other machines have come. `forget`: a person has let go on what goes back. */
export async function noteSeen(db: Database, folders: Folders, { forget = false } = {}): Promise<void> {
  const { id } = await installationOf(db);
  const place = await readPlace(folders.folder, id);
  if (!place || (!forget && (await openHold(db)))) return;
  const others = (await rememberedJournals(db)).filter((row) => row.place !== place.place);
  const seen = Object.fromEntries(others.map((row) => [row.id, row.promised]));
  if (JSON.stringify(seen) !== JSON.stringify(place.seen))
    await writePlace(folders.folder, { ...place, seen });
}

/** Whether this folder is where this installation's journals lie already, or nothing of them is known yet. */
export async function isPlace(db: Database, { folder }: Pick<Folders, 'folder'>): Promise<boolean> {
  const { id } = await installationOf(db);
  if (await readPlace(folder, id)) return true;
  return (await rememberedJournals(db)).length === 0;
}
