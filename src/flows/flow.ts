import { z } from 'zod';
import type { ActionState, EditionNumber, FlowName, Reason, RunId } from '../core/index.ts';

/** How long an action's errors are borne before a person must look: so many in a row, or so long without a good look. */
export type Patience = { tries: number } | { forMs: number };

export type ActionDefinition = {
  name: string;
  patience: Patience;
  /** The pause after the first error doubles with each, up to the longest, ms. */
  backOff: { firstMs: number; longestMs: number };
  /** How long one look at it may take, ms. What waits for a person or for other work is looked at again and never runs out. */
  timeLimitMs: number;
  inputs: z.ZodType;
  /** Of what it has done; what was skipped says why instead. */
  outputs: z.ZodType;
};

/** A line of actions, done in order, and what starts it. No branches: the flow is a line. */
export type FlowDefinition = {
  name: FlowName;
  /** In a sentence: "run 5 of …". */
  title: string;
  /** The option whose recurrence starts it, or a recurrence that is no option: five-field cron in `TIME_ZONE`. */
  trigger: { option: 'CADENCE' | 'FEEDS_CADENCE' } | { cron: string };
  actions: readonly ActionDefinition[];
};

/** @throws Error when the flow has no action, an action twice, or one without time. */
export function defineFlow<const F extends FlowDefinition>(flow: F): F {
  const names = flow.actions.map(({ name }) => name);
  if (names.length === 0 || new Set(names).size < names.length)
    throw new Error(`the flow ${flow.name} needs actions, each with a name of its own: ${names.join(', ')}`);
  const timeless = flow.actions.find(({ timeLimitMs }) => !(timeLimitMs > 0));
  if (timeless) throw new Error(`the action ${timeless.name} of the flow ${flow.name} needs a time limit`);
  return flow;
}

/** What an action says when it was tried. A throw means that the try failed. */
export type ActionOutcome<Outputs = unknown> =
  /** `changed`: of a small flow, that there is something to keep on record. */
  | { state: 'succeeded'; outputs: Outputs; changed?: boolean }
  | { state: 'skipped'; outputs: z.input<typeof SKIPPED> }
  /** A person must act, and `reason` says who and how. */
  | { state: 'waiting'; reason: Reason; outputs?: Outputs }
  /** Work goes on elsewhere; look again after `againMs`. `reason` says what it waits for, when it does. */
  | { state: 'running'; againMs: number; outputs?: Outputs; reason?: Reason; changed?: boolean }
  /** What was done before has become untrue: the run goes back to that action, and on from there. */
  | { state: 'back'; to: string; reason: Reason; outputs?: undefined }
  /** Nothing can go on until a cause outside is mended. */
  | { state: 'held'; reason: Reason; outputs?: Outputs };

/** What an action that had nothing to do says: why, and who had done it. */
export const SKIPPED = z.strictObject({ because: z.string(), by: z.string().nullable() });

export type ActionContext = {
  runId: RunId;
  /** Of a run of the edition's flow. */
  edition: EditionNumber | null;
  /** Whether a person started it. */
  trigger: 'schedule' | 'manual';
  /** The slot of the recurrence that started the run; of a run by hand the moment, or null. */
  slot: Date | null;
  tries: number;
  /** Aborted when the process is to stop, or when the time limit is over. */
  signal: AbortSignal;
};

/** How one action is done. It may be called again at any time and must then find what is done already. */
export type ActionHandler<Inputs = unknown, Outputs = unknown> = {
  inputs(context: ActionContext): Promise<Inputs> | Inputs;
  perform(context: ActionContext): Promise<ActionOutcome<Outputs>>;
};

type Trouble = {
  tries: number;
  since: Date;
  now: Date;
  by: Pick<ActionDefinition, 'patience' | 'backOff'>;
};

/** When an action that has failed is tried again, in ms; undefined when a person must look. */
export function triesAgainIn({ tries, since, now, by }: Trouble): number | undefined {
  const { patience, backOff } = by;
  const bears =
    'tries' in patience ? tries < patience.tries : now.getTime() - since.getTime() < patience.forMs;
  return bears ? Math.min(backOff.firstMs * 2 ** Math.min(tries - 1, 10), backOff.longestMs) : undefined;
}

const ENDED: ActionState[] = ['succeeded', 'skipped', 'cancelled'];

/** Whether there is nothing left to do of an action in this state. */
export const hasEnded = (state: ActionState) => ENDED.includes(state);

/** The action to do next; undefined when all have ended. */
export function nextAction<A extends { state: ActionState }>(actions: A[]): A | undefined {
  return actions.find((action) => !hasEnded(action.state));
}
