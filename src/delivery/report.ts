import { type Db, type EditionNumber, type Surface, sayReason } from '../core/index.ts';
import { OPEN_STATES, SENT_STATES } from './delivery.ts';
import { type EvidenceReport, evidenceOf } from './feedback/evidence.store.ts';
import { foldedOf } from './fold.store.ts';
import { planOf, type ReportedState, type ReportedThrough, type StateCount } from './report.store.ts';
import { tallyMails } from './tally.store.ts';

const STATES: ReportedState[] = [
  'planned',
  'claimed',
  'calling',
  'accepted',
  'rejected',
  'unknown',
  'skipped',
  'delivered',
  'bounced',
  'complained',
];

/** Where an edition's deliveries stand. `states` always adds up to `planned`. */
export type DeliveryReport = {
  edition: EditionNumber;
  /** Deliveries of the plan, skipped ones included; 0 = not planned yet. */
  planned: number;
  states: Record<ReportedState, number>;
  /** SES has or had it: accepted, delivered, bounced, complained. */
  sent: number;
  /** Through what those went: only what there is. */
  through: Partial<Record<ReportedThrough, number>>;
  /** Work left: planned, claimed, calling. */
  open: number;
  unknown: number;
  skippedBy: Record<string, number>;
  rejectedBy: Record<string, number>;
  /** With `--ramp`: which ramp stage is out, and when the rest goes. */
  ramp?: { wave: number; waves: number; opensAt?: Date };
  heldUntil?: Date;
  /** With `UNKNOWN_POLICY=evidence`: what the events said of unknown mails. */
  evidence?: EvidenceReport;
  /** How many of these are numbers only, since `RETENTION_EVENTS_DAYS`: mails that nothing has happened to since `before`. */
  folded?: { mails: number; before: Date };
  /** Every recipient is accounted for: nothing open, nothing unknown, and the states add up to the plan. */
  done: boolean;
};

/** Counts what there is; never cached. Reasons are in the words of `surface`. */
export async function deliveryReport(
  db: Db,
  edition: EditionNumber,
  surface: Surface = 'terminal',
): Promise<DeliveryReport> {
  return reportOf(db, edition, { counts: (await tallyMails(db, edition)).states, surface });
}

/** The report of what was counted. */
export async function reportOf(
  db: Db,
  edition: EditionNumber,
  { counts, surface }: { counts: readonly StateCount[]; surface: Surface },
): Promise<DeliveryReport> {
  const plan = await planOf(db, edition);
  const states = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<ReportedState, number>;
  for (const row of counts) states[row.state] += row.count;
  const total = (names: readonly ReportedState[]) => names.reduce((sum, name) => sum + states[name], 0);
  const planned = plan?.planned ?? 0;
  const [evidence, folded] = [await evidenceOf(db, edition), await foldedOf(db, edition)];
  const open = total([...OPEN_STATES, 'claimed']);
  return {
    edition,
    planned,
    states,
    sent: total(SENT_STATES),
    through: throughOf(counts),
    open,
    unknown: states.unknown,
    skippedBy: reasonsOf(counts, 'skipped', surface),
    rejectedBy: reasonsOf(counts, 'rejected', surface),
    ...(plan && plan.waves > 1 ? { ramp: rampOf(plan) } : {}),
    ...(plan?.held_until ? { heldUntil: plan.held_until } : {}),
    ...(evidence ? { evidence } : {}),
    ...(folded ? { folded } : {}),
    done:
      plan !== undefined && !plan.stale && open === 0 && states.unknown === 0 && total(STATES) === planned,
  };
}

/** Two reasons may have the same words. */
function reasonsOf(
  counts: readonly StateCount[],
  state: ReportedState,
  surface: Surface,
): Record<string, number> {
  const by: Record<string, number> = {};
  for (const { reason, count } of counts.filter((row) => row.state === state)) {
    const words = reason ? sayReason(reason, surface) : '';
    by[words] = (by[words] ?? 0) + count;
  }
  return by;
}

function throughOf(counts: readonly StateCount[]): DeliveryReport['through'] {
  const through: DeliveryReport['through'] = {};
  for (const row of counts)
    if (row.through !== null) through[row.through] = (through[row.through] ?? 0) + row.count;
  return through;
}

const rampOf = (plan: { wave: number; waves: number; wave_opens_at: Date | null }) => ({
  wave: plan.wave,
  waves: plan.waves,
  ...(plan.wave_opens_at ? { opensAt: plan.wave_opens_at } : {}),
});
