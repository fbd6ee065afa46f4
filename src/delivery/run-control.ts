import type { Db, EditionNumber, Reason } from '../core/index.ts';

/** The flow's own hand on its runs: sending stops them, or says why they are slow, and writes none itself. */
export type RunControl = {
  /** Holds the edition's run if it is open, in the caller's transaction; false when it was not. */
  hold(tx: Db, edition: EditionNumber, hold: { reason: Reason; at: Date }): Promise<boolean>;
  /** Puts a reason on the running run of the edition, or on all that are running. */
  say(db: Db, reason: Reason, edition?: EditionNumber): Promise<void>;
};
