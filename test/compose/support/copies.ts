import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../../src/compose/app.ts';
import type { Actor, EditionNumber } from '../../../src/core/index.ts';
import { importEditionFolder } from '../../../src/editions/index.ts';

const SAMPLE = new URL('../../../sample/edition-07', import.meta.url).pathname;

/** Brings the sample edition in under another number. */
export async function importCopy(app: App, number: EditionNumber, by: Actor): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-copy-'));
  cpSync(SAMPLE, folder, { recursive: true });
  const file = join(folder, 'edition.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('number: 7', `number: ${number}`));
  await importEditionFolder(app, folder, by);
  rmSync(folder, { recursive: true });
}
