import { type Database, type EditionNumber, isFault, reason } from '../core/index.ts';
import { type DeliveryReport, deliveryReport } from '../delivery/index.ts';
import { isFrozen, loadEdition } from '../editions/index.ts';
import {
  type ActionContext,
  type ActionHandler,
  type ActionOutcome,
  editionFlow,
  type Performed,
  performs,
} from '../flows/index.ts';
import { publishEdition } from '../publishing/index.ts';
import type { EditionFlowDeps, EditionSaid } from './edition-flow-deps.ts';
import { approveAction, assembleAction, checkAction, renderAction } from './edition-flow-prepare.ts';
import { send } from './edition-flow-send.ts';

/** The edition's actions, done by the rooms. Each finds what is done already, so it can be called at any time. */
export function editionFlowActions(deps: EditionFlowDeps): Performed[] {
  const collect = unlessFrozen(deps, async () => ({
    state: 'succeeded' as const,
    outputs: await deps.poll(),
  }));
  return [
    performs(editionFlow, 'collect', collect),
    performs(
      editionFlow,
      'assemble',
      unlessFrozen(deps, (edition) => assembleAction(deps, edition)),
    ),
    performs(
      editionFlow,
      'check',
      unlessFrozen(deps, (edition) => checkAction(deps, edition)),
    ),
    performs(
      editionFlow,
      'render',
      ofEdition(deps, (edition) => renderAction(deps, edition)),
    ),
    performs(
      editionFlow,
      'approve',
      ofEdition(deps, (edition) => approveAction(deps, edition)),
    ),
    performs(
      editionFlow,
      'send',
      ofEdition(deps, (edition) => send(deps, edition)),
    ),
    performs(
      editionFlow,
      'publish',
      ofEdition(deps, (edition) => publish(deps, edition)),
    ),
    performs(
      editionFlow,
      'report',
      ofEdition(deps, (edition) => report(deps, edition)),
    ),
  ];
}

type Inputs = { edition: number; state: string; title: string; cover: string };
type Perform<Outputs> = (edition: EditionNumber) => Promise<ActionOutcome<Outputs>>;

const ofEdition = <Outputs>(
  { db }: EditionFlowDeps,
  perform: Perform<Outputs>,
): ActionHandler<Inputs, Outputs> => ({
  async inputs(context) {
    const edition = editionOf(context);
    const { state, title, cover } = await loadEdition(db, edition);
    return { edition, state, title, cover };
  },
  perform: (context) => asItStands(db, editionOf(context), perform),
});

/** What is refused because a person approved the edition, or opened it again, in that moment is done once more for what it is now. */
async function asItStands<Outputs>(
  db: Database,
  edition: EditionNumber,
  perform: Perform<Outputs>,
): Promise<ActionOutcome<Outputs>> {
  const { state } = await loadEdition(db, edition);
  try {
    return await perform(edition);
  } catch (error) {
    if (!isFault(error) || (await loadEdition(db, edition)).state === state) throw error;
    return asItStands(db, edition, perform);
  }
}

function editionOf({ edition, runId }: ActionContext): EditionNumber {
  if (edition === null) throw new Error(`run ${runId} of the edition's flow has no edition`);
  return edition;
}

/** What shapes the content has nothing to do once a person has approved it. */
const unlessFrozen = <Outputs>(deps: EditionFlowDeps, perform: Perform<Outputs>) =>
  ofEdition<Outputs>(deps, async (edition) => {
    const { state, approved_by } = await loadEdition(deps.db, edition);
    if (!isFrozen(state)) return perform(edition);
    return {
      state: 'skipped',
      outputs: { because: `edition ${edition} was approved already`, by: approved_by },
    };
  });

async function publish(deps: EditionFlowDeps, edition: EditionNumber): Promise<EditionSaid<'publish'>> {
  const outputs = await publishEdition(deps, edition);
  const hub = await deps.hubSaid(edition);
  return { state: 'succeeded', outputs: { ...outputs, ...(hub ? { hub } : {}) } };
}

/** A run is only over when its numbers add up to the plan. */
async function report(deps: EditionFlowDeps, edition: EditionNumber): Promise<EditionSaid<'report'>> {
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
