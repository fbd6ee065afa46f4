import { type ActDeps, act, record } from '../acts/index.ts';
import type { Actor, Db, FlowName } from '../core/index.ts';
import { switchOf, writeSwitch } from './switches.store.ts';

type Turn = { flow: FlowName; on: boolean; by: Actor };

/**
 * Has a flow start by itself, or not. What runs goes on, and a person may start one all the same. Of slots that come while it is off
 * nothing starts later. Returns whether it stood otherwise.
 */
export const turnFlow = (deps: ActDeps, { flow, on, by }: Turn): Promise<boolean> =>
  act(deps, async (tx, at) => {
    // A flow that nobody has ever touched is on.
    if (on && !(await switchOf(tx, flow))) return false;
    if (!(await writeSwitch(tx, flow, { isOn: on, at, by }))) return false;
    await record(
      tx,
      { act: on ? 'flow.turned-on' : 'flow.turned-off', by, subject: 0, params: { flow } },
      at,
    );
    return true;
  });

/** Whether a slot may start a run: the flow is on, and was when the slot came. */
export async function startsAt(db: Db, flow: FlowName, slot: Date): Promise<boolean> {
  const found = await switchOf(db, flow);
  return !found || (found.isOn && found.at <= slot);
}
