import { recallReaders } from '../../subscribers/index.ts';
import { record } from '../acts/index.ts';
import { type Actor, type EditionNumber, fault } from '../core/index.ts';
import { recallMails, recallNotices } from '../delivery/index.ts';
import { takeKnownSlots } from '../flows/index.ts';
import {
  type Difference,
  endJournal,
  isLoss,
  knownPlaces,
  loseJournals,
  noteSeen,
  openHold,
  type Recalled,
  recall,
  recalledEditions,
  releaseHold,
  rememberedJournals,
  type Verified,
} from '../journal/index.ts';
import type { App } from './app.ts';
import { elsewhere } from './elsewhere.ts';
import { checkJournals, journalFolders } from './journal.ts';
import { recallDeps } from './recalling.ts';
import { recurrenceOf } from './recurrence.ts';

/** How the journals stand now: what differs, and what of it cannot be read from here. */
export type RestoreStanding = {
  since: Date | null;
  findings: readonly Difference[];
  lost: readonly Difference[];
};

/** What a replay brought back, by its counts. */
export type Replayed = {
  lines: number;
  editions: { edition: number; deliveries: number; recalled: number }[];
  notices: number;
  left: number;
  suppressed: number;
  erased: number;
  slots: number;
  /** Due times that nobody took, neither before the restore nor since: a person says what becomes of them. */
  missed: string[];
};

const ALIVE_MS = 60_000;

/** Looks at all journals anew, and holds what differs. */
export async function restoreStanding(app: App): Promise<RestoreStanding> {
  return standing(app, await checkJournals(app, { joins: false }));
}

async function standing(app: App, { findings, found }: Verified): Promise<RestoreStanding> {
  const hold = await openHold(app.db);
  const here = new Set(found.map(({ id }) => id));
  const lostPlace = (hold?.findings ?? []).filter(({ kind }) => kind === 'no-place');
  const remain = lostPlace.length > 0 && (await outOfReach(app, here)).length > 0 ? lostPlace : [];
  const backup = (hold?.findings ?? []).filter(({ kind }) => kind === 'backup');
  const all = [...backup, ...remain, ...findings.filter((one) => one.kind !== 'no-place')];
  const lost = all.filter((one) => isLoss(one) && !(one.kind === 'elsewhere' && here.has(one.journal)));
  return { since: hold?.since ?? null, findings: all, lost };
}

/** Journals that neither lie here nor at a place where a process lives. */
async function outOfReach({ db, clock }: App, here: ReadonlySet<string>): Promise<string[]> {
  const alive = new Set(
    (await knownPlaces(db))
      .filter(({ alive_at }) => clock.now().getTime() - alive_at.getTime() < ALIVE_MS)
      .map(({ place }) => place),
  );
  const rows = await rememberedJournals(db);
  return rows
    .filter(({ id, place, confirmed }) => confirmed > 0 && !here.has(id) && !alive.has(place))
    .map(({ id }) => id);
}

/**
 * Brings what the journals know into the database, and lets sending go on. Safe to repeat: a kill in the middle leaves the hold.
 * @throws Fault `conflict` when nothing is held, or what stood in a journal cannot be read and that was not accepted.
 */
export async function release(
  app: App,
  { by, acceptLoss }: { by: Actor; acceptLoss: boolean },
): Promise<Replayed> {
  const verified = await checkJournals(app, { joins: false });
  const { since, lost } = await standing(app, verified);
  if (since === null)
    throw fault('conflict', 'Nothing is held: the database is as its journals remember it.');
  if (lost.length > 0 && !acceptLoss)
    throw fault(
      'conflict',
      'What stood in a journal cannot be read from here, so mails may go out twice: see `quarterly restore status`. Bring the journal back, or say `--accept-loss`.',
    );
  const replayed = await replay(app, verified, by);
  const here = new Set(verified.found.map(({ id }) => id));
  for (const finding of verified.findings) await settle(app, finding, verified);
  if (acceptLoss) await loseJournals(app.db, await outOfReach(app, here));
  await noteSeen(app.db, journalFolders(app), { forget: true });
  await app.db.transaction().execute(async (tx) => {
    await releaseHold(tx, { by, replayed });
    const done = { act: 'installation.released', by, subject: 0, params: { acceptLoss } } as const;
    await record(tx, done, app.clock.now());
  });
  return replayed;
}

async function settle({ db }: App, finding: Difference, { place, found }: Verified): Promise<void> {
  if (!('journal' in finding)) return;
  const file = found.find(({ id }) => id === finding.journal);
  if (file) await endJournal(db, { id: file.id, place: place.place, length: file.length });
  else await loseJournals(db, [finding.journal]);
}

async function replay(app: App, { findings, found }: Verified, by: Actor): Promise<Replayed> {
  const { db, clock } = app;
  const recalled = await recall(db, findings, found);
  const readers = await recallReaders({ ...app, elsewhere }, recalled, by);
  const notices = await recallNotices(db, recallDeps(app), recalled.notices);
  return {
    lines: recalled.lines,
    editions: await replayEditions(app),
    notices,
    ...readers,
    slots: await takeKnownSlots(db, slotsOf(recalled), clock.now()),
    missed: await missedSlots(app),
  };
}

const slotsOf = ({ slots }: Recalled) => [...slots].map((slot) => new Date(slot));

async function replayEditions(app: App): Promise<Replayed['editions']> {
  const editions: Replayed['editions'] = [];
  for (const { edition, mails } of await recalledEditions(app.db)) {
    const deliveries = await app.db
      .transaction()
      .execute((tx) => recallMails(tx, recallDeps(app), edition as EditionNumber));
    editions.push({ edition, deliveries, recalled: mails });
  }
  return editions;
}

/** What is due is taken without starting anything: what a restored database missed is asked, never sent. */
async function missedSlots(app: App): Promise<string[]> {
  const { db, clock } = app;
  const missed: string[] = [];
  for (const { slot } of await recurrenceOf(app).dueSlots(db, clock.now()))
    if ((await takeKnownSlots(db, [slot], clock.now(), 'missed')) > 0) missed.push(slot.toISOString());
  return missed;
}
