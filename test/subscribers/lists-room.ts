import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { SectionSlug } from '../../src/core/index.ts';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from './reading-room.ts';

const CASES = new URL('./cases/', import.meta.url);
const KEY = 'a key for lists of readers, of more than 32 characters';

/** A server with three sections, and a folder of files to be imported by the command, as an operator would. */
export async function openListsRoom() {
  const { db, url } = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'quarterly-lists-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const labels = { announcements: 'Announcements', communities: 'Communities', 'new-powers': 'New Powers' };
  const rows = Object.entries(labels).map(([slug, label], position) => ({
    slug: slug as SectionSlug,
    label,
    description: '',
    position,
  }));
  await db.insertInto('sections').values(rows).execute();
  await insertEdition(db, 1);
  const env = { DATABASE_URL: url, SECRET_KEY: KEY, DATA_DIR: folder };
  const run = (...args: string[]) => quarterly(env, 'subscribers', ...args);
  return {
    db,
    run,
    path: (name: string) => join(folder, name),
    /** Writes a file and imports it. */
    async list(content: string | Buffer, ...options: string[]) {
      const file = join(folder, `list-${Math.random().toString(36).slice(2)}.csv`);
      await writeFile(file, content);
      return run('import', file, ...options);
    },
    async case(name: string, ...options: string[]) {
      const file = join(folder, name);
      await cp(new URL(name, CASES), file);
      return run('import', file, '--consent-source', 'cases', ...options);
    },
    rejected: (name: string) => readFile(join(folder, name), 'utf8'),
    /** Every address with its state, and why. */
    async states(): Promise<Record<string, string>> {
      const found = await db
        .selectFrom('subscribers')
        .select(['email', 'state', 'state_reason'])
        .orderBy('id')
        .execute();
      return Object.fromEntries(
        found.map((row) => [
          row.email?.replace('@example.org', '') ?? '',
          `${row.state}: ${row.state_reason}`,
        ]),
      );
    },
  };
}
