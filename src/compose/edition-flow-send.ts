import { canonicalJson, type EditionNumber, type Reason, reason, sayReason } from '../core/index.ts';
import {
  type DeliveryReport,
  hindrancesOf,
  onlyUnknown,
  outagesOf,
  planDeliveries,
  sendCanaries,
  waitsForSes,
  whyHeld,
} from '../delivery/index.ts';
import {
  approvalHash,
  beginsAt,
  isFrozen,
  listApprovals,
  loadEdition,
  loadSnapshot,
  markSending,
  markSent,
  reopenEdition,
} from '../editions/index.ts';
import { sendBatchJob } from '../jobs/index.ts';
import { type EditionFlowDeps, type EditionSaid, FLOW } from './edition-flow-deps.ts';
import { reopened } from './reopened.ts';

/** What was checked for its approval so long ago need not be checked again. */
const CHECK_STANDS_MS = 10 * 60_000;
const SEND_LOOK_MS = 1_000;
const LONGEST_SEND_LOOK_MS = 15_000;
/** Counting a million deliveries takes PostgreSQL a good part of a second: it must not be all that it does. */
const SEND_LOOK_SHARE = 0.05;

/**
 * An approval alone sends nothing: the time to send must have been set, and have come. Then everything is checked again, and what
 * cannot go stops, unless it was approved just now. Nothing of this is asked of an edition whose sending has begun.
 */
async function notYet(
  deps: EditionFlowDeps,
  edition: EditionNumber,
): Promise<EditionSaid<'send'> | undefined> {
  const { state, approved_at, ...times } = await loadEdition(deps.db, edition);
  if (state !== 'approved') return undefined;
  const begins = beginsAt({ approved_at, ...times });
  if (begins === undefined && deps.approval === 'required')
    return { state: 'waiting', reason: reason('no-send-time', { edition }) };
  const earlyMs = (begins?.getTime() ?? 0) - deps.clock.now().getTime();
  if (begins !== undefined && earlyMs > 0) {
    const why = reason('waits-for-send-time', { edition, at: begins.toISOString() });
    return { state: 'running', againMs: earlyMs, reason: why };
  }
  const approvedMs = deps.clock.now().getTime() - (approved_at?.getTime() ?? 0);
  if (approvedMs < CHECK_STANDS_MS) return undefined;
  const { blocking, outputs } = await deps.check(edition);
  if (blocking.length === 0) return undefined;
  return { state: 'held', reason: reason('checks-failed', { edition, problem: blocking[0] ?? '' }), outputs };
}
/** Plans, rings for the senders, and looks again until every recipient is accounted for. */
export async function send(deps: EditionFlowDeps, edition: EditionNumber): Promise<EditionSaid<'send'>> {
  const early = await notYet(deps, edition);
  if (early) return early;
  const left = await onlyUnknown(deps.db, edition);
  // Every bell of the sweeper comes by here, for as long as a person takes: nothing is counted where nothing has changed.
  if (
    left?.said &&
    canonicalJson(left.said) === canonicalJson(await unknownMails(deps, edition, left.unknown))
  )
    return { state: 'waiting', reason: left.said };
  const open = await begin(deps, edition);
  if (open) return open;
  const from = performance.now();
  const report = await planDeliveries(deps, edition);
  const againMs = nextLook(performance.now() - from);
  if (report.planned === 0) {
    await markSent(deps, edition);
    return { state: 'succeeded', outputs: { ...report, note: 'there is no active subscriber' } };
  }
  await sendCanaries(deps, { edition, to: deps.canary });
  const outages = await outagesOf(deps.db, edition);
  const hindrances = await hindrancesOf(deps.db, edition);
  const outputs = {
    ...report,
    outages,
    ...(hindrances.length > 0 ? { hindrances: hindrances.map(inWords) } : {}),
  };
  if (report.open > 0) {
    await deps.queue.enqueue(sendBatchJob, { edition }, { key: `send-${edition}` });
    const why = outages.present ? waitsForSes(outages.present) : (hindrances[0]?.reason ?? restWaits(report));
    return { state: 'running', againMs, outputs, ...(why ? { reason: why } : {}) };
  }
  if (report.unknown > 0)
    return { state: 'waiting', reason: await unknownMails(deps, edition, report.unknown), outputs };
  await markSent(deps, edition);
  return { state: 'succeeded', outputs };
}

/**
 * From here on it can no longer be opened again. Says what to wait for when it has been, or when what would be sent is not what was
 * approved, as under another theme: then it is opened again.
 */
async function begin(
  deps: EditionFlowDeps,
  edition: EditionNumber,
): Promise<EditionSaid<'send'> | undefined> {
  const { state } = await loadEdition(deps.db, edition);
  if (state === 'approved' && !(await isApproved(deps, edition))) {
    await reopenEdition(deps, edition, {
      by: FLOW,
      reason: sayReason(reason('mail-changed'), 'page'),
    });
    return { state: 'waiting', reason: await reopened(deps, edition) };
  }
  try {
    await markSending(deps, edition, deps.approval === 'required');
    return undefined;
  } catch (error) {
    const now = await loadEdition(deps.db, edition);
    if (now.state === 'approved' && now.send_at === null)
      return { state: 'waiting', reason: reason('no-send-time', { edition }) };
    if (isFrozen(now.state)) throw error;
    return { state: 'waiting', reason: await reopened(deps, edition) };
  }
}

/** Whether the approval covers what this process would send; one that covers the content alone always does. */
async function isApproved(
  { db, approval, compile }: EditionFlowDeps,
  edition: EditionNumber,
): Promise<boolean> {
  const frozen = await loadSnapshot(db, edition);
  const given = frozen && (await listApprovals(db, edition)).find((one) => one.snapshot_hash === frozen.hash);
  if (!frozen || !given || approval === 'none' || given.hash === frozen.hash) return true;
  return given.hash === approvalHash(frozen, await compile(db, frozen));
}

const nextLook = (tookMs: number) =>
  Math.round(Math.min(Math.max(SEND_LOOK_MS, tookMs / SEND_LOOK_SHARE), LONGEST_SEND_LOOK_MS));

const inWords = <H extends { reason: Reason }>(hindrance: H) => ({
  ...hindrance,
  reason: sayReason(hindrance.reason, 'page'),
});

function restWaits({ sent, open, ramp }: DeliveryReport): Reason | undefined {
  if (!ramp?.opensAt) return undefined;
  return reason('rest-waits', { sent, open, at: ramp.opensAt.toISOString() });
}

async function unknownMails(
  { db }: EditionFlowDeps,
  edition: EditionNumber,
  unknown: number,
): Promise<Reason> {
  const [held] = await whyHeld(db, edition);
  return reason('unknown-mails', { edition, unknown, ...(held ? { held } : {}) });
}
