import type { Actor, Clock, Database, EditionNumber, EmailAddress, Log } from '../src/core/index.ts';
import type { CompileMail, RestoredApproval } from '../src/editions/index.ts';
import type { JobQueue } from '../src/jobs/index.ts';
import type { RenderOptions } from '../src/rendering/index.ts';

export type FlowActionDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  log: Log;
  approval: 'required' | 'none';
  render: RenderOptions;
  /** Polls the partner feeds; one bad feed is its own message and stops nothing. */
  poll(): Promise<unknown>;
  check(edition: EditionNumber): Promise<{ blocking: string[]; outputs: unknown }>;
  /** Compiles what is approved, or is to be. */
  compile: CompileMail;
  /** Sees whether an approval of before counts for an edition that was opened again, and tells whose it was when it does not. */
  putBefore(edition: EditionNumber): Promise<RestoredApproval | undefined>;
  /** Tells the approvers that the edition waits, at once and again by and by. */
  remind(edition: EditionNumber): Promise<void>;
  /** Addresses that get a copy of every edition, once, as its sending begins. */
  canary: readonly EmailAddress[];
  /** What the hub, if there is one, said to the edition's being published. */
  hubSaid(edition: EditionNumber): Promise<string | undefined>;
};

export const FLOW: Actor = { kind: 'flow' };
