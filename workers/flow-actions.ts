import { type EditionNumber, reason } from '../src/core/index.ts';
import { type DeliveryReport, deliveryReport } from '../src/delivery/index.ts';
import {
  approveEdition,
  assembleEdition,
  draftSnapshot,
  type FrozenSnapshot,
  isFrozen,
  loadEdition,
  loadSnapshot,
  loadStanding,
} from '../src/editions/index.ts';
import type { ActionHandler, ActionHandlers, ActionOutcome } from '../src/flows/index.ts';
import { publishEdition } from '../src/publishing/index.ts';
import { renderSnapshot } from '../src/rendering/index.ts';
import { FLOW, type FlowActionDeps } from './flow-action-deps.ts';
import { reopened } from './flow-reopened.ts';
import { send } from './flow-send.ts';

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

const articlesIn = ({ snapshot }: FrozenSnapshot) =>
  snapshot.sections.reduce((sum, section) => sum + section.articles.length, 0);

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
