import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { addressHashes } from '../../subscribers/index.ts';
import { isFault, sentenceOf } from '../core/index.ts';
import type { Journal } from '../delivery/index.ts';
import {
  addToHold,
  entriesWait,
  flushEntries,
  holdAll,
  isPlace,
  type JournalHome,
  type JournalWriter,
  noteSeen,
  openHold,
  openWriter,
  removeOldJournals,
  sayDifference,
  showPlace,
  type Verified,
  verifyJournals,
  writeNow,
} from '../journal/index.ts';
import type { App } from './app.ts';

export type OpenJournal = Journal & {
  /** Writes what transactions have left for the journal; true when nothing waits any more. Never throws. */
  flush(): Promise<boolean>;
  close(): Promise<void>;
};

type Known = Pick<App, 'db' | 'log' | 'config' | 'keys'>;

export const journalFolders = ({ config }: Pick<App, 'config'>) => ({
  folder: resolve(config.journalDir ?? join(config.dataDir, 'journal')),
  copyTo: config.journalCopyTo === undefined ? undefined : resolve(config.journalCopyTo),
});

/** Holds all journals that lie here against the database; what differs holds all sending until a person releases it. */
export async function checkJournals({ db, log, config }: Known, { joins = true } = {}): Promise<Verified> {
  const folders = journalFolders({ config });
  const first = await verifyJournals(db, folders, { joins });
  if (first.findings.length === 0) return first;
  // A release may have come in between: what was so a moment ago would hold all again.
  const hold = await openHold(db);
  const again = hold ? first : await verifyJournals(db, folders, { joins });
  const placeless = first.findings.filter(({ kind }) => kind === 'no-place');
  const findings = again === first ? first.findings : [...placeless, ...again.findings];
  if (findings.length > 0) {
    await (hold ? addToHold(db, hold, findings) : holdAll(db, findings));
    log.error(
      { found: findings.map(sayDifference) },
      'all sending is held: the database is not as its journals remember it; see `quarterly restore status`',
    );
  }
  return { ...again, findings };
}

/**
 * The journal of this process. Its folder is looked at when it is first used, and whenever `check` is called; `joins`: this process
 * may make a folder that knows nothing a place of its own. Others leave what they have to those that may.
 */
export function openJournal(app: Known, { joins }: { joins: boolean }): OpenJournal {
  const { db, log, keys } = app;
  let home: Promise<JournalHome> | undefined;
  let shared: Promise<JournalWriter> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const settle = async (): Promise<JournalHome> => {
    const { place } = await checkJournals(app, { joins });
    return { db, log, ...journalFolders(app), place: place.place, installation: place.installation };
  };
  const homeNow = () => {
    home ??= settle();
    home.catch(() => {
      home = undefined;
    });
    return home;
  };
  const anew = () => {
    home = undefined;
    return homeNow();
  };
  const writeOnce: Journal['write'] = async (lines, highest) => {
    shared ??= homeNow().then(openWriter);
    const writer = await shared;
    await writeNow({ db }, writer, writer.prepare(lines, highest));
  };
  const writeShared: Journal['write'] = async (lines, highest) => {
    try {
      await writeOnce(lines, highest);
    } catch (error) {
      shared = undefined;
      const looked = await anew().then(
        () => true,
        () => false,
      );
      // Nothing is wrong with the database when its journals were left to the installation that it was copied from.
      if (!looked || !isFault(error) || error.code !== 'conflict' || (await openHold(db))) throw error;
      await writeOnce(lines, highest);
    }
  };
  const write: Journal['write'] = (lines, highest) => {
    const next = last.then(() => writeShared(lines, highest));
    last = next.catch(() => {});
    return next;
  };
  const mailbox: Parameters<typeof flushEntries>[0]['mailbox'] = (address) =>
    addressHashes(keys, address)[0] as string;
  return {
    open: async () => openWriter(await anew()),
    write,
    check: async () => void (await anew()),
    async flush() {
      try {
        if (!(await entriesWait(db))) return true;
        if (!joins && !(await isPlace(db, journalFolders(app)))) return false;
        await flushEntries({ db, mailbox, write });
        return true;
      } catch (error) {
        log.error(
          { error: sentenceOf(error) },
          'the journal cannot be written: what waits for it is tried again',
        );
        return false;
      }
    },
    async close() {
      await last;
      await shared?.then((writer) => writer.close()).catch(() => {});
      shared = undefined;
    },
  };
}

const KEPT_EVERY_MS = 10_000;

/** Shows that this place lives, flushes, and looks at all journals once more, every ten seconds. */
export function keepJournal(
  app: Known & Pick<App, 'clock'>,
  journal: OpenJournal,
): { stop(): Promise<void> } {
  const { db, log } = app;
  let keeping: Promise<unknown> = Promise.resolve();
  const keep = async () => {
    const { folder } = journalFolders(app);
    const { place } = await checkJournals(app);
    await showPlace(db, { place: place.place, host: hostname(), folder });
    await journal.flush();
    await noteSeen(db, journalFolders(app));
  };
  const start = () => {
    keeping = keeping
      .then(keep)
      .catch((error) => log.warn({ error: sentenceOf(error) }, 'the journals could not be looked at'));
  };
  start();
  const timer = setInterval(start, KEPT_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await keeping;
    },
  };
}

/** Journals that are older than `JOURNAL_DAYS` go. */
export const retainJournals = (app: Pick<App, 'db' | 'config' | 'clock'>) =>
  removeOldJournals(
    app.db,
    journalFolders(app),
    new Date(app.clock.now().getTime() - app.config.journalDays * 86_400_000),
  );
