import { type ActDeps, act, record } from '../../acts/index.ts';
import { type Db, type DeliveryId, type EditionNumber, fault, reason } from '../../core/index.ts';
import type { Decision, DoubtDecision } from '../decision.ts';
import { applyOutcomes, type DeliveryOutcome } from '../outcomes.store.ts';
import { idsRejected, idsSimulated, idsUnknown } from './unknown.store.ts';

/**
 * Has every unknown delivery of an edition sent again, or `only` one: some readers may get a second copy. Returns how many.
 * @throws Fault `conflict` where that one is not in doubt.
 */
export const resendUnknown = (deps: ActDeps, decided: DoubtDecision): Promise<number> =>
  again(deps, decided, { which: 'unknown', find: (tx) => inDoubt(tx, decided), only: decided.only });

async function inDoubt(tx: Db, { edition, only }: DoubtDecision): Promise<DeliveryId[]> {
  const ids = await idsUnknown(tx, { edition, only });
  if (only !== undefined && ids.length === 0)
    throw fault(
      'conflict',
      'This mail is not in doubt, so nothing was done: an event has told what became of it, or somebody has decided. Look at those that are.',
    );
  return ids;
}

/** Has what SES refused sent again, for when its cause is mended. Returns how many. */
export const resendRejected = (deps: ActDeps, decided: Decision): Promise<number> =>
  again(deps, decided, { which: 'rejected', find: (tx) => idsRejected(tx, decided.edition) });

/**
 * Has everything that went to a simulator sent again, through what the installation sends with now. Returns how many.
 * What the simulator said of those mails, their MessageIds included, is forgotten.
 */
export const replanSimulated = (deps: ActDeps, decided: Decision): Promise<number> =>
  again(deps, decided, { which: 'simulated', find: (tx) => idsSimulated(tx, decided.edition) });

/** How many `replanSimulated` would send again. */
export const countSimulated = async (db: Db, edition: EditionNumber): Promise<number> =>
  (await idsSimulated(db, edition)).length;

type Wanted = {
  which: 'unknown' | 'rejected' | 'simulated';
  find(tx: Db): Promise<DeliveryId[]>;
  only?: DeliveryId | undefined;
};

function again(deps: ActDeps, { edition, by }: Decision, { which, find, only }: Wanted): Promise<number> {
  const event = { type: which === 'simulated' ? 'replan' : 'resend' } as const;
  return act(deps, async (tx, at) => {
    const mails = await applied(tx, await find(tx), { event, at });
    const params = { which, mails, ...(only === undefined ? {} : { delivery: only }) };
    await record(tx, { act: 'edition.mails-sent-again', by, subject: edition, params }, at);
    return mails;
  });
}

/**
 * Gives up on the unknown ones, or `only` one of them: they count as skipped, unless SES still reports them. Returns how many.
 * @throws Fault `conflict` where that one is not in doubt.
 */
export function closeUnknown(deps: ActDeps, decided: DoubtDecision): Promise<number> {
  const { edition, by, only } = decided;
  return act(deps, async (tx, at) => {
    const event = { type: 'close', reason: reason('closed') } as const;
    const mails = await applied(tx, await inDoubt(tx, decided), { event, at });
    const params = { mails, ...(only === undefined ? {} : { delivery: only }) };
    await record(tx, { act: 'edition.mails-closed', by, subject: edition, params }, at);
    return mails;
  });
}

type Event = { event: DeliveryOutcome['event']; at: Date };

const applied = async (tx: Db, ids: readonly DeliveryId[], { event, at }: Event): Promise<number> =>
  (
    await applyOutcomes(
      tx,
      ids.map((id): DeliveryOutcome => ({ id, event })),
      at,
    )
  ).length;
