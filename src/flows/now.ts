import type { Actor, FlowName } from '../core/index.ts';
import type { Run } from './store.ts';
import type { FlowSwitch } from './switches.store.ts';

/** What the pages of flows need of whoever puts the rooms together. */
export type FlowsPort = {
  list(): Promise<FlowNow[]>;
  /** @throws Fault as `runNow` */
  run(asked: { flow: FlowName; by: Actor }): Promise<Run>;
  /** What trying a failed run again does. @throws Fault `not-found`, `conflict` */
  effect(id: number): Promise<{ sentence: string }>;
  /** Says so where no worker lives. */
  nobodyWorks(): Promise<string | undefined>;
};

/** A flow as it is now. */
export type FlowNow = {
  flow: FlowName;
  isOn: boolean;
  /** Undefined when nobody has ever turned it. */
  turned: FlowSwitch | undefined;
  /** Five-field cron in `TIME_ZONE`, with the option that sets it. */
  startedBy: string;
  /** Undefined while it is off. */
  next: Date | undefined;
  actions: readonly string[];
  last: Run | undefined;
};
