import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const sample = new URL('../../sample/edition-07', import.meta.url).pathname;

/** A folder of an edition with one article and no picture, for tests that ask when, not what. It is gone with the file's tests. */
export function smallEdition(number: number, welcome?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-small-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of ['welcome.md', '12-waste-carriers-act.md'])
    cpSync(join(sample, file), join(folder, file));
  if (welcome !== undefined) writeFileSync(join(folder, 'welcome.md'), welcome);
  const yaml = readFileSync(join(sample, 'edition.yaml'), 'utf8');
  writeFileSync(join(folder, 'edition.yaml'), yaml.replace(/^number: .*/, `number: ${number}`));
  return folder;
}
