import type { RunState } from './tables/flows.ts';

/** A run that may be advanced now. */
export const ADVANCING: readonly RunState[] = ['running', 'waiting'];

/**
 * A run that may send. One that is over is open too: then what a person asks for anew, such as a retry, is sent, and may be
 * stopped.
 */
export const OPEN_RUNS: readonly RunState[] = [...ADVANCING, 'succeeded'];

/** The same for a text of SQL: `state IN (…)`. */
export const OPEN_RUNS_IN_SQL = OPEN_RUNS.map((state) => `'${state}'`).join(', ');
