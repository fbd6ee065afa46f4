import type { FolderReport } from '../editions/index.ts';
import { count, say } from '../terminal/say.ts';

/** What an import did, most important first; names only where something happened to them. */
export function sayFolderImport({ edition, outcome, articles, images, ignored, notes }: FolderReport): void {
  const { created, updated, unchanged, withdrawn } = articles;
  const total = created.length + updated.length + unchanged.length;
  const changes = Object.entries(articles).map(([what, files]) => `${files.length} ${what}`);
  say(
    `Edition ${edition} ${outcome}: ${count(total, 'article')} (${changes.join(', ')}), ${count(images, 'image')}.`,
  );
  if (created.length > 0 && outcome !== 'created') say(`  created    ${created.join(', ')}`);
  if (updated.length > 0) say(`  updated    ${updated.join(', ')}`);
  if (withdrawn.length > 0) say(`  withdrawn  ${withdrawn.join(', ')} (the file is no longer there)`);
  if (ignored.length > 0) say(`  not read   ${ignored.join(', ')}`);
  for (const note of notes) say(`  ${note}`);
  if (outcome === 'unchanged' && unchanged.length === total && withdrawn.length === 0)
    say('Nothing has changed.');
}
