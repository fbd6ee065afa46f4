import type { ActionState, EditionNumber, Reason, RunId } from '../core/index.ts';

/** The quarterly flow as data: its actions in order. */
export const ACTIONS = [
  'collect',
  'assemble',
  'check',
  'render',
  'approve',
  'send',
  'publish',
  'report',
] as const;
export type ActionName = (typeof ACTIONS)[number];

/** What an action says when it was tried. A throw means that the try failed. */
export type ActionOutcome =
  | { state: 'succeeded' | 'skipped'; outputs: unknown }
  /** A person must act, and `reason` says who and how. */
  | { state: 'waiting'; reason: Reason; outputs?: unknown }
  /** Work goes on elsewhere; look again after `againMs`. `reason` says what it waits for, when it does. */
  | { state: 'running'; againMs: number; outputs?: unknown; reason?: Reason }
  /** Nothing can go on until a cause outside is mended. */
  | { state: 'held'; reason: Reason; outputs?: unknown };

export type ActionContext = { runId: RunId; edition: EditionNumber; tries: number };

/** How one action is done. It may be called again at any time and must then find what is done already. */
export type ActionHandler = {
  inputs(context: ActionContext): Promise<unknown> | unknown;
  perform(context: ActionContext): Promise<ActionOutcome>;
  /** How long its errors are borne before a person must look, ms; left out: `MOST_TRIES` of them. */
  patienceMs?: number;
};
export type ActionHandlers = Record<ActionName, ActionHandler>;

/** How often an action that fails without a good look in between is tried before a person must look at it. */
export const MOST_ACTION_TRIES = 3;
const LONGEST_PAUSE_MS = 15_000;

type Trouble = { tries: number; since: Date; now: Date; patienceMs: number | undefined };

/** When an action that has failed is tried again, in ms; undefined when a person must look. */
export function triesAgainIn({ tries, since, now, patienceMs }: Trouble): number | undefined {
  const bears =
    patienceMs === undefined ? tries < MOST_ACTION_TRIES : now.getTime() - since.getTime() < patienceMs;
  return bears ? Math.min(1_000 * 2 ** Math.min(tries, 10), LONGEST_PAUSE_MS) : undefined;
}

const ENDED: ActionState[] = ['succeeded', 'skipped', 'cancelled'];

/** The action to do next; undefined when all have ended. */
export function nextAction<A extends { state: ActionState }>(actions: A[]): A | undefined {
  return actions.find((action) => !ENDED.includes(action.state));
}
