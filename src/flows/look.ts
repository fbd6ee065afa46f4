import type { z } from 'zod';
import { because, type Reason, reason } from '../core/index.ts';
import { type ActionDefinition, type ActionOutcome, SKIPPED } from './flow.ts';

/** It may pass, as the machine may have been busy: it is tried again as other errors are. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
  readonly why: Reason;

  constructor(why: Reason) {
    super(why.code);
    this.why = why;
  }
}

type Limited = Pick<ActionDefinition, 'name' | 'timeLimitMs'>;

/**
 * One look at an action. When its time is over its signal says so and nobody waits for it any longer; what it still does is found
 * done by the next look. @throws TimeLimitError
 */
export async function performInTime<T>(
  { name, timeLimitMs }: Limited,
  parent: AbortSignal | undefined,
  perform: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const signal = parent ? AbortSignal.any([parent, ending.signal]) : ending.signal;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimeLimitError(
        reason('time-limit', { action: name, seconds: Math.round(timeLimitMs / 1_000) }),
      );
      reject(error);
      ending.abort(error);
    }, timeLimitMs);
  });
  try {
    return await Promise.race([perform(signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

type Declared = Pick<ActionDefinition, 'name' | 'inputs' | 'outputs'>;

/** @throws Fault `conflict` when they are not as declared. */
export const requireInputs = ({ name, inputs }: Declared, given: unknown): void =>
  requireDeclared(inputs, given, { action: name, which: 'inputs' });

/** What an attempt that ends leaves behind. @throws Fault `conflict` when it is not as declared. */
export function requireOutputs({ name, outputs }: Declared, outcome: ActionOutcome): void {
  const of = { action: name, which: 'outputs' } as const;
  if (outcome.state === 'skipped') requireDeclared(SKIPPED, outcome.outputs, of);
  if (outcome.state === 'succeeded' || (outcome.state === 'held' && outcome.outputs !== undefined))
    requireDeclared(outputs, outcome.outputs, of);
}

type Of = { action: string; which: 'inputs' | 'outputs' };

function requireDeclared(schema: z.ZodType, given: unknown, of: Of): void {
  const { error } = schema.safeParse(given);
  if (!error) return;
  // Paths and kinds, never what was given: it might be an address.
  const problems = error.issues.map(({ path, code }) => `${path.join('.') || of.which} (${code})`);
  throw because('conflict', reason('not-as-declared', { ...of, problems }));
}
