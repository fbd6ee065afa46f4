import type { z } from 'zod';
import type { FlowName } from '../core/index.ts';
import type { ActionDefinition, ActionHandler, FlowDefinition } from './flow.ts';

type NameIn<F extends FlowDefinition> = F['actions'][number]['name'];
type Named<F extends FlowDefinition, N> = Extract<F['actions'][number], { name: N }>;

/** Who does one action of a flow. */
export type Performed = { flow: FlowName; action: string; handler: ActionHandler };

/** Binds an action to the room that does it; what goes in and comes out has the types of its schemas. */
export const performs = <F extends FlowDefinition, N extends NameIn<F>>(
  flow: F,
  action: N,
  handler: ActionHandler<z.input<Named<F, N>['inputs']>, z.input<Named<F, N>['outputs']>>,
): Performed => ({ flow: flow.name, action, handler: handler as ActionHandler });

export type BoundAction = ActionDefinition & { handler: ActionHandler };

/** Every flow's actions, by their names. */
export type BoundFlows = ReadonlyMap<FlowName, ReadonlyMap<string, BoundAction>>;

/**
 * Flows that can run.
 * @throws Error when an action of one is done by nobody, or by two, or when somebody does what is no action of them.
 */
export function bindFlows(flows: readonly FlowDefinition[], performed: readonly Performed[]): BoundFlows {
  const strange = performed.find(
    (one) =>
      !flows.some(
        ({ name, actions }) => name === one.flow && actions.some(({ name: is }) => is === one.action),
      ),
  );
  if (strange) throw new Error(`${strange.action} is no action of the flow ${strange.flow}`);
  return new Map(flows.map((flow) => [flow.name, bindActions(flow, performed)]));
}

function bindActions(
  { name: flow, actions }: FlowDefinition,
  performed: readonly Performed[],
): ReadonlyMap<string, BoundAction> {
  return new Map(
    actions.map((action) => {
      const [one, ...others] = performed.filter((done) => done.flow === flow && done.action === action.name);
      if (!one || others.length > 0)
        throw new Error(
          `the action ${action.name} of the flow ${flow} has ${others.length + (one ? 1 : 0)} performers`,
        );
      return [action.name, { ...action, handler: one.handler }];
    }),
  );
}
