import { z } from 'zod';
import {
  type ActionContext,
  type ActionOutcome,
  type BoundFlows,
  bindFlows,
  defineFlow,
  editionFlow,
  performs,
} from '../../../src/flows/index.ts';

/** The edition's actions in order. */
export const ACTIONS = editionFlow.actions.map(({ name }) => name);
export type ActionName = (typeof ACTIONS)[number];

type Perform = (context: ActionContext) => Promise<ActionOutcome>;
type Changes = { patienceMs?: number; timeLimitMs?: number };

/** The edition's flow with actions that do what a test says, and that may give anything. */
export function editionLine(
  perform: (name: ActionName) => Perform,
  { patienceMs, timeLimitMs = 60_000 }: Changes = {},
): BoundFlows {
  const flow = defineFlow({
    name: 'edition',
    title: 'a test',
    trigger: { option: 'CADENCE' },
    actions: ACTIONS.map((name) => ({
      name,
      patience: patienceMs === undefined ? { tries: 3 } : { forMs: patienceMs },
      backOff: { firstMs: 2_000, longestMs: 15_000 },
      timeLimitMs,
      inputs: z.unknown(),
      outputs: z.unknown(),
    })),
  });
  return bindFlows(
    [flow],
    ACTIONS.map((name) => performs(flow, name, { inputs: () => ({ of: name }), perform: perform(name) })),
  );
}
