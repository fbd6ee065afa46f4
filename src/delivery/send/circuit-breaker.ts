import { type Reason, reason } from '../../core/index.ts';
import type { SesAnswer } from '../mailer.ts';

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 15_000;
const REFUSALS = 50;

/** How far to trust SES at present. While it does not answer, one call at a time asks whether it does again. */
export type CircuitBreaker = {
  /** Calls that may be in flight. */
  most(): number;
  /** Waits before the next call as long as it is wise to. */
  rest(): Promise<void>;
  /** Notes an answer; returns why the run should be held, when it should. */
  note(answer: SesAnswer): Reason | undefined;
};

/**
 * A silent SES must not turn a whole edition into `unknown`: after what was in flight and a few single tries more,
 * the run is held. So it is when SES refuses every mail one by one, which no list of readers explains.
 * That it cannot be reached costs nobody anything, and is for the pacer.
 */
export function createCircuitBreaker(concurrency: number): CircuitBreaker {
  let silent = 0;
  let refused = 0;
  let until = 0;
  return {
    most: () => (silent === 0 ? concurrency : 1),
    rest: async () => {
      const wait = until - performance.now();
      if (wait > 0) await new Promise((done) => setTimeout(done, Math.min(wait, FIRST_REST_MS)));
    },
    note: (answer) => {
      if (answer.kind === 'again') return undefined;
      refused = answer.kind === 'never' ? refused + 1 : 0;
      if (refused >= REFUSALS) return reason('ses-refuses-all', { said: saidOf(answer) });
      silent = answer.kind === 'unknown' ? silent + 1 : 0;
      if (silent === 0) return undefined;
      const rest = Math.min(FIRST_REST_MS * 2 ** Math.max(0, silent - concurrency), LONGEST_REST_MS);
      until = performance.now() + rest;
      return silent > concurrency + 5 ? reason('ses-silent', { said: saidOf(answer) }) : undefined;
    },
  };
}

const saidOf = (answer: SesAnswer) => ('reason' in answer ? answer.reason : answer.kind);
