import { type ActDeps, act, record } from '../../acts/index.ts';
import {
  because,
  type Clock,
  type Database,
  type Db,
  type EditionNumber,
  fault,
  reason,
} from '../../core/index.ts';
import { loadStanding } from '../../editions/index.ts';
import type { Decision } from '../decision.ts';
import { sectionsOf } from '../edition-sections.ts';
import { requireRecorded } from '../fold.ts';
import { planOf } from '../report.store.ts';
import { type DeliveryReport, deliveryReport } from '../report.ts';
import { analyseDeliveries, insertPlan, markStale, writeRamp } from './plan.store.ts';

export type PlanOptions = {
  /** Share of the readers who get the edition first; the rest waits for their bounces. 0 < ramp < 1. */
  ramp?: number;
};

export type PlanDeps = {
  db: Database;
  clock: Clock;
  /** What journals know of mails that a restored database would send again. */
  recall?: (tx: Db, edition: EditionNumber) => Promise<unknown>;
};

/**
 * Plans one delivery for each active subscriber. It can be repeated at any time: an edition that is planned stays so. After
 * a cancelled run, or `planAgain`, it adds who has joined since and takes up what was left. A million take ten seconds.
 * @throws Fault `conflict` when the edition was not approved, or nobody can say any more who has had it.
 */
export async function planDeliveries(
  { db, clock, recall }: PlanDeps,
  edition: EditionNumber,
  { ramp }: PlanOptions = {},
): Promise<DeliveryReport> {
  const before = await planOf(db, edition);
  const share = ramp ?? before?.ramp ?? undefined;
  if (before && !before.stale) return deliveryReport(db, edition);
  await requireRecorded(db, edition, 'send');
  const standing = await loadStanding(db, edition);
  if (!standing) throw because('conflict', reason('not-approved', { edition, verb: 'send' }));
  const sections = await sectionsOf(
    db,
    standing.snapshot.sections.map((section) => section.slug),
  );
  const sectionIds = sections.flatMap((section) => section.ids);
  await insertPlan(db, {
    edition,
    sectionIds,
    now: clock.now(),
    recall,
    ...(share === undefined ? {} : { ramp: share }),
  });
  await analyseDeliveries(db);
  return deliveryReport(db, edition);
}

/** Has the next planning take in who joined since; a run that is over stays over. */
export async function planAgain(
  deps: ActDeps & Pick<PlanDeps, 'recall'>,
  { edition, by }: Decision,
  options: PlanOptions = {},
): Promise<DeliveryReport> {
  await requireRecorded(deps.db, edition, 'send');
  await act(deps, async (tx, at) => {
    await markStale(tx, edition);
    await record(tx, { act: 'edition.planned-again', by, subject: edition, params: {} }, at);
  });
  return planDeliveries(deps, edition, options);
}

export type Ramp = {
  /** Of the readers, who get the edition first; 0 < share < 1. */
  share?: number;
  /** How long their bounces are waited for; `RAMP_WAIT_MINUTES` when left out. */
  waitMinutes?: number;
};

/** Has the edition go to a share of its readers first; for an edition that is not planned yet. @throws Fault `conflict` */
export async function askRamp(
  { db, clock }: { db: Database; clock: Clock },
  edition: EditionNumber,
  { share = 0.01, waitMinutes }: Ramp = {},
): Promise<void> {
  if (await writeRamp(db, { edition, share, waitMinutes: waitMinutes ?? null, now: clock.now() })) return;
  throw fault('conflict', `Edition ${edition} is planned already: it is too late for a ramp.`);
}
