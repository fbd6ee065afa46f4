import type { Clock, Database, Log } from '../core/index.ts';
import type { JobQueue } from '../jobs/index.ts';
import type { BoundFlows } from './bound.ts';

export type FlowDeps = { db: Database; clock: Clock; queue: JobQueue; log: Log; flows: BoundFlows };
