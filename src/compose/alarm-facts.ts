import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import {
  type AlarmFacts,
  type AlarmWay,
  brokenWays,
  readFacts,
  slotWithoutEdition,
} from '../alarms/index.ts';
import { dueSlots } from '../calendar/index.ts';
import type { Db } from '../core/index.ts';
import { mailsInDoubt, type OverThreshold, overThresholds, presentOutage } from '../delivery/index.ts';
import type { App } from './app.ts';
import { calendarReading } from './calendar.ts';
import { journalFolders } from './journal.ts';
import { slotNotTaken } from './recurrence.ts';

/** Counting all mails of an edition is dear where there are a million. */
const COUNTED_EVERY_MS = 2 * 60_000;

/** What alarms are decided by, as a process that has looked since `watchedSince` reads it. */
export function alarmFacts(app: App, ways: (tx: Db) => Promise<readonly AlarmWay[]>) {
  const watchedSince = app.clock.now();
  let counted: { at: Date; over: OverThreshold[] } | undefined;
  return async (tx: Db, now: Date): Promise<AlarmFacts> => {
    if (!counted || now.getTime() - counted.at.getTime() >= COUNTED_EVERY_MS)
      counted = { at: now, over: await overThresholds(tx, now) };
    const outage = await presentOutage(tx);
    return {
      ...(await readFacts(tx)),
      sends: app.config.sending !== 'off',
      host: hostname(),
      slot: await slotOf(app, tx, now),
      unknown: await mailsInDoubt(tx),
      unknownWindowMinutes: app.config.unknownWindowMinutes,
      overThreshold: counted.over,
      sesAway: outage && { said: outage.reason, since: outage.since },
      watchedSince,
      disks: await disksOf(app),
      brokenWays: await brokenWays(tx, await ways(tx), now),
    };
  };
}

/** A slot that nobody has taken though it came, or that came to nothing. */
async function slotOf(app: App, tx: Db, now: Date): Promise<AlarmFacts['slot']> {
  const left = await slotNotTaken({ db: tx });
  if (left) return { slot: new Date(left.slot), since: new Date(left.slot), why: left.reason };
  const [due] = await dueSlots({ ...calendarReading(app), db: tx }, now);
  if (due) return { slot: due.sendAt, since: due.startsAt };
  return slotWithoutEdition(tx);
}

/** The disks that this machine writes to, each once. */
async function disksOf({ config }: Pick<App, 'config'>): Promise<AlarmFacts['disks']> {
  const journal = journalFolders({ config });
  const folders: [label: string, folder: string | undefined][] = [
    ['data folder', resolve(config.dataDir)],
    ['folder of the journal', journal.folder],
    ['second folder of the journal', journal.copyTo],
    ['folder of backups', config.backupDir && resolve(config.backupDir)],
  ];
  const disks = new Map<number, AlarmFacts['disks'][number]>();
  for (const [label, folder] of folders) {
    if (folder === undefined || !existsSync(folder)) continue;
    const { dev } = await stat(folder);
    if (disks.has(dev)) continue;
    // What root alone may use is no room for us.
    const { bavail, blocks, bsize } = await statfs(folder);
    disks.set(dev, { folder: label, freeBytes: bavail * bsize, sizeBytes: blocks * bsize });
  }
  return [...disks.values()];
}
