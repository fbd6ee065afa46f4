import { AsyncLocalStorage } from 'node:async_hooks';

/** What a log line belongs to: a request, or a job of the queue. */
export type LogIds = { requestId: string } | { jobId: string; job: string };

// Follows a request through every call, so that no function has to hand it on; it holds nothing that decides anything.
const current = new AsyncLocalStorage<LogIds>();

/** Does `work`; every line that is logged by it has these ids. */
export const withLogIds = <T>(ids: LogIds, work: () => T): T => current.run(ids, work);

/** The ids of what is being done now; empty outside of requests and jobs. */
export const logIds = (): LogIds | Record<string, never> => current.getStore() ?? {};
