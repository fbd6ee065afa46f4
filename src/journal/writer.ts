import { randomBytes } from 'node:crypto';
import { fault } from '../core/index.ts';
import { fileNameOf, type JournalFile, openJournalFile, sizeOf } from './file.ts';
import { openHold } from './holds.store.ts';
import type { JournalHome } from './home.ts';
import {
  closeJournal,
  highestIds,
  insertJournal,
  type Promised,
  promiseJournal,
  takeClosed,
} from './journals.store.ts';
import { encodeLine, type JournalLine } from './line.ts';

/** What is about to be appended, and what the database must know first. */
export type Prepared = { promise: Promised; octets: Buffer; ids: Readonly<Record<string, number>> };

/** One hand that writes one journal: what it prepares it appends, or it prepares anew. Not for two at once. */
export type JournalWriter = {
  /** `highest`: numbers that these lines let out of the house, by sequence. */
  prepare(lines: readonly JournalLine[], highest?: Readonly<Record<string, number>>): Prepared;
  /** After the transaction that made the promise; returns once it is on disk. Once it has thrown, it is `broken` for good. */
  append(prepared: Prepared): Promise<void>;
  broken(): boolean;
  close(): Promise<void>;
};

/** A new file is begun at this length. */
const FULL_AT = 64 * 1024 * 1024;
/** Numbers are noted so many ahead, so that few lines say it. */
const AHEAD = 10_000;

/**
 * Opens a journal to write in. The database is told of it before the file is there, and of each line before it is written: so
 * a process that dies leaves a file between what was confirmed and what was promised, and only another database finds more.
 */
export async function openWriter(home: JournalHome): Promise<JournalWriter> {
  // What lies there is read for the release, and not written.
  const held = (await openHold(home.db)) !== undefined;
  const taken = held ? undefined : await takeClosed(home.db, home.place, FULL_AT);
  const whole =
    taken !== undefined && (await sizeOf(`${home.folder}/${fileNameOf(taken.id)}`)) === taken.promised;
  const writer = whole ? await atEnd(home, taken.id, taken.promised) : await anew(home);
  const ids = await highestIds(home.db);
  await writeNow(home, writer, writer.prepare([], ids));
  return writer;
}

async function anew(home: JournalHome): Promise<JournalWriter> {
  const { db, place, installation } = home;
  const id = randomBytes(8).toString('hex');
  const at = new Date().toISOString();
  const head = encodeLine({ t: 'head', version: 1, journal: id, place, installation, at });
  await insertJournal(db, { id, place, length: head.length });
  const file = await openJournalFile(id, home);
  await file.append(head);
  return writing(home, id, { file, end: head.length });
}

const atEnd = async (home: JournalHome, id: string, end: number) =>
  writing(home, id, { file: await openJournalFile(id, home), end });

function writing(
  { db }: JournalHome,
  id: string,
  { file, end: begun }: { file: JournalFile; end: number },
): JournalWriter {
  // On disk; handed to the disk; what the database knows.
  let written = begun;
  let end = begun;
  let known = begun;
  let broken = false;
  const noted = new Map<string, number>();
  return {
    prepare(lines, highest = {}) {
      const passed = Object.entries(highest).filter(([name, id]) => id > (noted.get(name) ?? -1));
      const ids = Object.fromEntries(passed.map(([name, id]) => [name, id + AHEAD]));
      const all: JournalLine[] = passed.length === 0 ? [...lines] : [{ t: 'ids', ids }, ...lines];
      const octets = Buffer.concat(all.map(encodeLine));
      return { promise: { journal: id, known, written, upto: end + octets.length }, octets, ids };
    },
    async append({ promise, octets, ids }) {
      known = promise.upto;
      end = promise.upto;
      for (const [name, id] of Object.entries(ids)) noted.set(name, id);
      try {
        await file.append(octets);
        written = promise.upto;
      } catch (error) {
        broken = true;
        throw error;
      }
    },
    broken: () => broken,
    async close() {
      await file.close();
      if (!broken) await closeJournal(db, id, { known, length: end });
    },
  };
}

/** For lines that no statement of their own goes with. @throws Fault `conflict` when the database is another. */
export async function writeNow(
  { db }: Pick<JournalHome, 'db'>,
  writer: JournalWriter,
  prepared: Prepared,
): Promise<void> {
  if (!(await promiseJournal(db, prepared.promise))) throw otherDatabase();
  await writer.append(prepared);
}

const otherDatabase = () =>
  fault(
    'conflict',
    'The database does not remember this journal as it was: it was restored, or another is in its place. See `quarterly restore status`.',
  );
