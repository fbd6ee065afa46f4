import { type Clock, type Database, type EditionNumber, fault } from '../core/index.ts';
import { loadSnapshot } from '../editions/index.ts';
import { analyseDeliveries, insertPlan } from './plan.store.ts';
import { type DeliveryReport, deliveryReport } from './report.ts';
import { sectionsOf } from './sections.store.ts';

export type PlanOptions = {
  /** Share of the readers who get the edition first; the rest waits for their bounces. 0 < ramp < 1. */
  ramp?: number;
};

/**
 * Plans one delivery for each active subscriber. It can be repeated at any time: it adds who has joined since, takes up
 * what a cancelled run left, and changes nothing else. A million take about ten seconds.
 * @throws Fault `conflict` when the edition was not approved.
 */
export async function planDeliveries(
  { db, clock }: { db: Database; clock: Clock },
  edition: EditionNumber,
  { ramp }: PlanOptions = {},
): Promise<DeliveryReport> {
  const frozen = await loadSnapshot(db, edition);
  if (!frozen) throw fault('conflict', `Edition ${edition} cannot be sent: it has not been approved.`);
  const sections = await sectionsOf(
    db,
    frozen.snapshot.sections.map((section) => section.slug),
  );
  const sectionIds = sections.flatMap((section) => section.ids);
  await insertPlan(db, { edition, sectionIds, now: clock.now(), ...(ramp === undefined ? {} : { ramp }) });
  await analyseDeliveries(db);
  return deliveryReport(db, edition);
}
