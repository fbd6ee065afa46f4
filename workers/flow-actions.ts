import {
  type Actor,
  actorName,
  type Clock,
  canonicalJson,
  type Database,
  type EditionNumber,
  type EmailAddress,
  type Log,
  type Reason,
  reason,
  sayReason,
} from '../src/core/index.ts';
import {
  type DeliveryReport,
  deliveryReport,
  hindrancesOf,
  onlyUnknown,
  outagesOf,
  planDeliveries,
  sendCopies,
  waitsForSes,
  whyHeld,
} from '../src/delivery/index.ts';
import {
  approvalHash,
  approveEdition,
  assembleEdition,
  type CompileMail,
  draftSnapshot,
  type FrozenSnapshot,
  isFrozen,
  listApprovals,
  loadEdition,
  loadSnapshot,
  loadStanding,
  markSending,
  markSent,
  type RestoredApproval,
  reopenEdition,
  selectReopening,
} from '../src/editions/index.ts';
import type { ActionHandler, ActionHandlers, ActionOutcome } from '../src/flows/index.ts';
import { type JobQueue, sendBatchJob } from '../src/jobs/index.ts';
import { publishEdition } from '../src/publishing/index.ts';
import { type RenderOptions, renderSnapshot } from '../src/rendering/index.ts';

export type FlowActionDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  log: Log;
  approval: 'required' | 'none';
  render: RenderOptions;
  /** Polls the partner feeds; one bad feed is its own message and stops nothing. */
  poll(): Promise<unknown>;
  check(edition: EditionNumber): Promise<{ blocking: string[]; outputs: unknown }>;
  /** Compiles what is approved, or is to be. */
  compile: CompileMail;
  /** Sees whether an approval of before counts for an edition that was opened again, and tells whose it was when it does not. */
  putBefore(edition: EditionNumber): Promise<RestoredApproval | undefined>;
  /** Tells the approvers that the edition waits, at once and again by and by. */
  remind(edition: EditionNumber): Promise<void>;
  /** Addresses that get a copy of every edition, once, as its sending begins. */
  canary: readonly EmailAddress[];
  /** What the hub, if there is one, said to the edition's being published. */
  hubSaid(edition: EditionNumber): Promise<string | undefined>;
};

const FLOW: Actor = { kind: 'flow' };
/** What was checked for its approval so long ago need not be checked again. */
const CHECK_STANDS_MS = 10 * 60_000;
const SEND_LOOK_MS = 1_000;
const LONGEST_SEND_LOOK_MS = 15_000;
/** Counting a million deliveries takes PostgreSQL a good part of a second: it must not be all that it does. */
const SEND_LOOK_SHARE = 0.05;

/** A store that restarts, a full disk, an upgrade: none of these ends a run that nobody is watching at night. */
const PATIENCE_MS = 15 * 60_000;
const patient = (handler: ActionHandler): ActionHandler => ({ ...handler, patienceMs: PATIENCE_MS });

/** The quarterly flow's actions, done by the rooms. Each finds what is done already, so it can be called at any time. */
export function flowActions(deps: FlowActionDeps): ActionHandlers {
  return {
    collect: unlessFrozen(deps, async () => ({ state: 'succeeded', outputs: await deps.poll() })),
    assemble: unlessFrozen(deps, (edition) => assemble(deps, edition)),
    check: unlessFrozen(deps, (edition) => check(deps, edition)),
    approve: action(deps, (edition) => approve(deps, edition)),
    render: patient(action(deps, (edition) => render(deps, edition))),
    send: patient(action(deps, (edition) => send(deps, edition))),
    publish: patient(
      action(deps, async (edition) => {
        const outputs = await publishEdition(deps, edition);
        const hub = await deps.hubSaid(edition);
        return { state: 'succeeded', outputs: { ...outputs, ...(hub ? { hub } : {}) } };
      }),
    ),
    report: patient(action(deps, (edition) => report(deps, edition))),
  };
}

type Perform = (edition: EditionNumber) => Promise<ActionOutcome>;

const action = ({ db }: FlowActionDeps, perform: Perform): ActionHandler => ({
  async inputs({ edition }) {
    const { state, title, cover } = await loadEdition(db, edition);
    return { edition, state, title, cover };
  },
  perform: ({ edition }) => perform(edition),
});

/** What shapes the content has nothing to do once a person has approved it. */
const unlessFrozen = (deps: FlowActionDeps, perform: Perform): ActionHandler =>
  action(deps, async (edition) => {
    const { state, approved_by } = await loadEdition(deps.db, edition);
    if (!isFrozen(state)) return perform(edition);
    return {
      state: 'skipped',
      outputs: { because: `edition ${edition} was approved already`, by: approved_by },
    };
  });

/** What a person opened again waits for a person. */
async function assemble(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome> {
  const { reopened_at } = await loadEdition(deps.db, edition);
  if (reopened_at) return { state: 'waiting', reason: await reopened(deps, edition) };
  return { state: 'succeeded', outputs: await assembleEdition(deps, edition, FLOW) };
}

async function reopened({ db }: FlowActionDeps, edition: EditionNumber): Promise<Reason> {
  const last = await selectReopening(db, edition);
  return reason('edition-reopened', {
    edition,
    ...(last ? { by: actorName(last.actor), why: last.reason } : {}),
  });
}

async function check(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome> {
  const { blocking, outputs } = await deps.check(edition);
  if (blocking.length === 0) return { state: 'succeeded', outputs };
  return {
    state: 'waiting',
    reason: reason('checks-failed', { edition, problem: blocking[0] ?? '' }),
    outputs,
  };
}

async function approve(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome> {
  const { state, approved_by } = await loadEdition(deps.db, edition);
  if (!isFrozen(state) && deps.approval === 'required') {
    await deps.remind(edition);
    return { state: 'waiting', reason: reason('waits-for-approval', { edition }) };
  }
  const frozen = isFrozen(state)
    ? await loadSnapshot(deps.db, edition)
    : await approveEdition(deps, edition, FLOW, { compile: deps.compile });
  return {
    state: 'succeeded',
    outputs: { by: approved_by ?? 'the flow (APPROVAL=none)', hash: frozen?.hash },
  };
}

/**
 * Compiles the mail before anybody is asked to approve it, so that what is approved is what is sent. An approval of before may count
 * for what there is now; then nobody is asked.
 */
async function render(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome> {
  const restored = await deps.putBefore(edition);
  if (restored?.state !== 'stands' && !isFrozen((await loadEdition(deps.db, edition)).state)) {
    const draft = await draftSnapshot(deps, edition);
    const mail = await deps.compile(deps.db, draft);
    const { sections } = draft.snapshot;
    return {
      state: 'succeeded',
      outputs: { mail, sections: sections.map(({ slug }) => slug), articles: articlesIn(draft) },
    };
  }
  const frozen = await loadStanding(deps.db, edition);
  if (!frozen) return { state: 'held', reason: reason('no-snapshot', { edition }) };
  const compiled = await renderSnapshot(deps, frozen, deps.render);
  return {
    state: 'succeeded',
    outputs: { hash: frozen.hash, sections: compiled.sections, articles: articlesIn(frozen) },
  };
}

/**
 * An approval alone sends nothing: the time to send must have been set, and have come. Then everything is checked again, and what
 * cannot go stops, unless it was approved just now. Nothing of this is asked of an edition whose sending has begun.
 */
async function notYet(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome | undefined> {
  const { state, send_at, approved_at } = await loadEdition(deps.db, edition);
  if (state !== 'approved') return undefined;
  if (send_at === null && deps.approval === 'required')
    return { state: 'waiting', reason: reason('no-send-time', { edition }) };
  const earlyMs = (send_at?.getTime() ?? 0) - deps.clock.now().getTime();
  if (send_at !== null && earlyMs > 0) {
    const why = reason('waits-for-send-time', { edition, at: send_at.toISOString() });
    return { state: 'running', againMs: earlyMs, reason: why };
  }
  const approvedMs = deps.clock.now().getTime() - (approved_at?.getTime() ?? 0);
  if (approvedMs < CHECK_STANDS_MS) return undefined;
  const { blocking, outputs } = await deps.check(edition);
  if (blocking.length === 0) return undefined;
  return { state: 'held', reason: reason('checks-failed', { edition, problem: blocking[0] ?? '' }), outputs };
}
const articlesIn = ({ snapshot }: FrozenSnapshot) =>
  snapshot.sections.reduce((sum, section) => sum + section.articles.length, 0);

/** Plans, rings for the senders, and looks again until every recipient is accounted for. */
async function send(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome> {
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
  await sendCopies(deps, { edition, purpose: 'canary', to: deps.canary });
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
async function begin(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome | undefined> {
  const { state } = await loadEdition(deps.db, edition);
  if (state === 'approved' && !(await isApproved(deps, edition))) {
    await reopenEdition(deps, edition, {
      by: FLOW,
      reason: 'How its mail looks has changed since it was approved.',
    });
    return { state: 'waiting', reason: await reopened(deps, edition) };
  }
  try {
    await markSending(deps, edition);
    return undefined;
  } catch (error) {
    if (isFrozen((await loadEdition(deps.db, edition)).state)) throw error;
    return { state: 'waiting', reason: await reopened(deps, edition) };
  }
}

/** Whether the approval covers what this process would send; one that covers the content alone always does. */
async function isApproved(
  { db, approval, compile }: FlowActionDeps,
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
  { db }: FlowActionDeps,
  edition: EditionNumber,
  unknown: number,
): Promise<Reason> {
  const [held] = await whyHeld(db, edition);
  return reason('unknown-mails', { edition, unknown, ...(held ? { held } : {}) });
}

/** A run is only over when its numbers add up to the plan. */
async function report(deps: FlowActionDeps, edition: EditionNumber): Promise<ActionOutcome> {
  const totals = await deliveryReport(deps.db, edition);
  const outputs = { ...totals, addsUp: addsUp(totals) };
  if (outputs.addsUp) return { state: 'succeeded', outputs };
  return {
    state: 'held',
    reason: reason('totals-differ', { edition }),
    outputs,
  };
}

const addsUp = ({ planned, states }: DeliveryReport) =>
  Object.values(states).reduce((sum, count) => sum + count, 0) === planned;
