import path from 'node:path';
import type { Clock, Database, EditionNumber } from '../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  importEditionFolder,
  markSending,
  markSent,
} from '../../src/editions/index.ts';
import { publishEdition } from '../../src/publishing/index.ts';
import { editor } from './actors.ts';
import { bell } from './bell.ts';

const sample = (name: string) => path.join(import.meta.dirname, '../../sample', name);

type Deps = { db: Database; clock: Clock; languages?: readonly string[] };

/** Imports an edition folder and takes it through approval and sending, without a mail. */
export async function sentEdition(deps: Deps, folder: string): Promise<EditionNumber> {
  const { edition } = await importEditionFolder(deps, folder, editor());
  await assembleEdition(deps, edition, editor());
  await approveEdition({ ...deps, queue: bell() }, edition, editor('ed@example.org'));
  await markSending(deps, edition);
  await markSent(deps, edition);
  return edition;
}

export async function publishedSample(deps: Deps, name: 'edition-06' | 'edition-07'): Promise<EditionNumber> {
  const edition = await sentEdition(deps, sample(name));
  await publishEdition(deps, edition);
  return edition;
}
