import type { z } from 'zod';
import type { Actor, Clock, Database, Db, EditionNumber, EmailAddress, Log } from '../core/index.ts';
import type { CompileMail, RestoredApproval } from '../editions/index.ts';
import type { ActionOutcome, editionFlow } from '../flows/index.ts';
import type { JobQueue } from '../jobs/index.ts';
import type { RenderOptions } from '../rendering/index.ts';

type EditionActions = (typeof editionFlow)['actions'][number];
type OutputsOf<N extends EditionActions['name']> = z.input<Extract<EditionActions, { name: N }>['outputs']>;

/** What an action of the edition's flow says when it was tried. */
export type EditionSaid<N extends EditionActions['name']> = ActionOutcome<OutputsOf<N>>;

export type EditionFlowDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  log: Log;
  approval: 'required' | 'none';
  render: RenderOptions;
  /** Polls the partner feeds; one bad feed is its own message and stops nothing. */
  poll(): Promise<OutputsOf<'collect'>>;
  check(edition: EditionNumber): Promise<{ blocking: string[]; outputs: OutputsOf<'check'> }>;
  /** Compiles what is approved, or is to be. */
  compile: CompileMail;
  /** Sees whether an approval of before counts for an edition that was opened again, and tells whose it was when it does not. */
  putBefore(edition: EditionNumber): Promise<RestoredApproval | undefined>;
  /** Mails to the approvers on what has changed since they were asked, in the transaction that asks them anew; to be rung for after it. */
  tellChanged(tx: Db, edition: EditionNumber, changes: string[]): Promise<number[]>;
  /** Tells the approvers that the edition waits, at once and again by and by. */
  remind(edition: EditionNumber): Promise<{ deputies: number }>;
  /** Addresses that get a copy of every edition, once, as its sending begins. */
  canary: readonly EmailAddress[];
  /** Has deliveries that are planned say what the journals know of them. */
  recall(tx: Db, edition: EditionNumber): Promise<unknown>;
  /** What the hub, if there is one, said to the edition's being published. */
  hubSaid(edition: EditionNumber): Promise<string | undefined>;
};

export const FLOW: Actor = { kind: 'flow' };
