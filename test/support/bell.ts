import type { JobQueue } from '../../src/jobs/index.ts';

type Rung = { name: string; payload: unknown; delayMs?: number; key?: string };

/** A queue that only remembers what was rung for, for tests that look at the database, not at the queue's engine. */
export function bell(): JobQueue & { rung: Rung[] } {
  const rung: Rung[] = [];
  return {
    rung,
    async enqueue(contract, payload, options) {
      rung.push({
        name: contract.name,
        payload: contract.schema.parse(payload),
        ...(options?.delayMs ? { delayMs: options.delayMs } : {}),
        ...(options?.key ? { key: options.key } : {}),
      });
    },
    async close() {},
  };
}
