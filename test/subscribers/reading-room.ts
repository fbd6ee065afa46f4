import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import {
  type Database,
  editionNumber,
  movableClock,
  type Notice,
  type NoticeKind,
  type NoticeParams,
  parseEmailAddress,
  parseNotice,
  type SectionSlug,
} from '../../src/core/index.ts';
import type { JobQueue } from '../../src/jobs/index.ts';
import {
  findReader,
  type HowBy,
  importSubscribers,
  type Reader,
  readLedger,
  sectionReaders,
} from '../../subscribers/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';

export const how: HowBy = { source: 'preferences page', wording: 'preferences/1', by: editor() };
export const slugs = (...names: string[]) => names as SectionSlug[];

export async function insertEdition(db: Database, number: number): Promise<void> {
  const words = { cover: 'May 2026', title: 'Bulletin', publisher: 'The desk', mailbox: 'desk@example.org' };
  await db
    .insertInto('editions')
    .values({
      ...words,
      number: editionNumber(number),
      state: 'planned',
      strapline: '',
      welcome: '',
      sections: '[]',
      preheader: null,
      approved_by: null,
      created_at: new Date(),
      assembled_at: null,
      approved_at: null,
      sent_at: null,
      published_at: null,
    })
    .execute();
}

/** Real PostgreSQL, a clock that moves, a queue that remembers what was rung for, and three sections. */
export async function openReadingRoom({ sections = ['news', 'people', 'events'] } = {}) {
  const { db } = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'quarterly-readers-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const clock = movableClock(new Date('2026-05-05T08:00:00Z'));
  const rung: unknown[] = [];
  const queue: JobQueue = {
    enqueue: async (_contract, payload) => {
      rung.push(payload);
    },
    close: async () => {},
  };
  const keys = [{ id: 'k1', key: Buffer.alloc(32, 7) }];
  const deps = { db, clock, queue, keys, elsewhere, sectionReaders, by: editor(), noticesPerHour: 3_000 };
  if (sections.length > 0) {
    const rows = sections.map((slug, position) => ({
      slug: slug as SectionSlug,
      label: `The ${slug}`,
      description: '',
      position,
    }));
    await db.insertInto('sections').values(rows).execute();
    await insertEdition(db, 1);
  }

  const reader = async (address: string): Promise<Reader> => {
    const found = await findReader(db, parseEmailAddress(address));
    if (!found) throw new Error(`No reader ${address}`);
    return found;
  };
  let files = 0;
  return {
    ...deps,
    deps,
    rung,
    reader,
    /** Writes a CSV file and returns its path. */
    csv: async (...lines: string[]) => {
      const path = join(folder, `readers-${++files}.csv`);
      await writeFile(path, lines.join('\n'));
      return path;
    },
    async importing(...rows: string[]) {
      return importSubscribers(
        deps,
        await this.csv('email,name,sections,consent_at,consent_source', ...rows),
      );
    },
    /** The mails to an address, oldest first. */
    mails: async (address: string): Promise<Notice[]> => {
      const rows = await db
        .selectFrom('notices')
        .selectAll()
        .where('to_address', '=', address)
        .where('state', '=', 'queued')
        .orderBy('id')
        .execute();
      return rows.map((row) => parseNotice(row.kind, row.params));
    },
    async newest<Kind extends NoticeKind>(address: string, kind: Kind): Promise<NoticeParams<Kind>> {
      const found = (await this.mails(address)).findLast((mail) => mail.kind === kind);
      if (!found) throw new Error(`No ${kind} to ${address}`);
      return found.params as NoticeParams<Kind>;
    },
    ledger: async (address: string) =>
      (await readLedger(db, (await reader(address)).id)).map(({ event, reason }) =>
        reason ? `${event}: ${reason}` : event,
      ),
  };
}
