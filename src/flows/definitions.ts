import type { FlowName } from '../core/index.ts';
import { backupFlow } from './backup-flow.ts';
import { doctorFlow } from './doctor-flow.ts';
import { editionFlow } from './edition-flow.ts';
import { feedsFlow } from './feeds-flow.ts';
import type { FlowDefinition } from './flow.ts';
import { retentionFlow } from './retention-flow.ts';

/** Every flow there is. */
export const FLOWS: readonly FlowDefinition[] = [
  editionFlow,
  feedsFlow,
  retentionFlow,
  backupFlow,
  doctorFlow,
];

/** @throws Error for a name that no definition has. */
export function flowNamed(name: FlowName): FlowDefinition {
  const flow = FLOWS.find((one) => one.name === name);
  if (!flow) throw new Error(`no flow is named ${name}`);
  return flow;
}
