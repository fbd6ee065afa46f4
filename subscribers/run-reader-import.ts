import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Actor, Clock, Database } from '../src/core/index.ts';
import { importSubscribers } from './import.ts';
import {
  importParts,
  insertOutcomes,
  leaseReaderImport,
  moveReaderImport,
  releaseReaderImport,
  removeFile,
  removeOutcomes,
} from './reader-import.store.ts';
import { type ImportTelling, isAboutTheList, storeParts } from './reader-import.ts';
import type { SecretKeys } from './tokens.ts';

/** Longer than a batch takes; each one holds it anew. */
const LEASE_MS = 60_000;

type Deps = { db: Database; clock: Clock; keys: SecretKeys };

/**
 * Does what a list waits for, in a worker: finds out what each row would do, or does it, as the command does. A worker that is
 * stopped leaves it to the next, and importing again completes it. The file is removed once it is in.
 */
export async function runReaderImport(deps: Deps, id: number, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps;
  const until = () => new Date(clock.now().getTime() + LEASE_MS);
  const leased = await leaseReaderImport(db, id, { now: clock.now(), until: until() });
  if (!leased) return;
  const from = [leased.state];
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-import-'));
  try {
    const file = path.join(folder, leased.file_name);
    await writeFile(file, importParts(db, id, 'file'), { mode: 0o600 });
    await removeOutcomes(db, id);
    const tries = leased.state === 'trying';
    const {
      reasons: _,
      rejectedFile,
      ...report
    } = await importSubscribers({ ...deps, by: leased.actor as Actor }, file, {
      ...(leased.telling as ImportTelling),
      dryRun: tries,
      keepRejected: true,
      async tell(rows) {
        signal.throwIfAborted();
        await insertOutcomes(db, id, { rows, now: clock.now(), until: until() });
      },
    });
    if (rejectedFile !== null)
      await storeParts(db, { id, kind: 'refused', chunks: createReadStream(rejectedFile) });
    if (!tries) await removeFile(db, id);
    const to = tries ? 'tried' : 'done';
    await moveReaderImport(db, { id, from, to, at: clock.now(), report: JSON.stringify(report) });
  } catch (error) {
    if (!isAboutTheList(error)) {
      await releaseReaderImport(db, id);
      throw error;
    }
    await moveReaderImport(db, { id, from, to: 'failed', at: clock.now(), error: error.message });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
