import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../core/index.ts';
import { fileNameOf } from './file.ts';
import { forgetJournal, mayBeMissing, rememberedJournals } from './journals.store.ts';
import { removeRecalled } from './recalled.store.ts';
import type { Folders } from './verify.ts';

/** Removes journals whose last line is older, here and in the copy. What is being written stays. Returns how many. */
export async function removeOldJournals(
  db: Database,
  { folder, copyTo }: Folders,
  before: Date,
): Promise<number> {
  let removed = 0;
  for (const { id, state } of await rememberedJournals(db)) {
    const file = await stat(join(folder, fileNameOf(id))).catch(() => undefined);
    if (!file || state === 'open' || file.mtime >= before) continue;
    // In this order nobody who looks meanwhile misses anything.
    await mayBeMissing(db, id);
    for (const at of copyTo === undefined ? [folder] : [copyTo, folder])
      await rm(join(at, fileNameOf(id)), { force: true });
    await forgetJournal(db, id);
    removed += 1;
  }
  await removeRecalled(db, before);
  return removed;
}
