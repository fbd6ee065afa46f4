import { type ActDeps, act, record } from '../../acts/index.ts';
import { type Db, type DeliveryId, type EditionNumber, reason } from '../../core/index.ts';
import type { Decision } from '../decision.ts';
import { applyOutcomes, type DeliveryOutcome } from '../outcomes.store.ts';
import { idsRejected, idsSimulated, idsUnknown } from './unknown.store.ts';

/** Has every unknown delivery of an edition sent again: some readers may get a second copy. Returns how many. */
export const resendUnknown = (deps: ActDeps, decided: Decision): Promise<number> =>
  again(deps, decided, { which: 'unknown', find: (tx) => idsUnknown(tx, decided) });

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

type Wanted = { which: 'unknown' | 'rejected' | 'simulated'; find(tx: Db): Promise<DeliveryId[]> };

function again(deps: ActDeps, { edition, by }: Decision, { which, find }: Wanted): Promise<number> {
  const event = { type: which === 'simulated' ? 'replan' : 'resend' } as const;
  return act(deps, async (tx, at) => {
    const mails = await applied(tx, await find(tx), { event, at });
    const params = { which, mails };
    await record(tx, { act: 'edition.mails-sent-again', by, subject: edition, params }, at);
    return mails;
  });
}

/** Gives up on the unknown ones: they count as skipped, unless SES still reports them. Returns how many. */
export function closeUnknown(deps: ActDeps, { edition, by }: Decision): Promise<number> {
  return act(deps, async (tx, at) => {
    const event = { type: 'close', reason: reason('closed') } as const;
    const mails = await applied(tx, await idsUnknown(tx, { edition }), { event, at });
    await record(tx, { act: 'edition.mails-closed', by, subject: edition, params: { mails } }, at);
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
