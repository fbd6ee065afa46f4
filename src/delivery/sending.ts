import type { DeliveryId, EditionNumber, SubscriberId } from '../core/index.ts';
import { type Admission, admission, type EditionSections, type Reader } from './admission.ts';
import { composer, type Ready } from './composing.ts';
import type { DeliveryDeps, EditionMail } from './deps.ts';
import type { Outcome } from './ledger.store.ts';
import { createTrouble, type Trouble } from './trouble.ts';

/** Before every subscriber's id. */
export const FIRST_SUBSCRIBER = 0 as SubscriberId;

/** One worker's sending of one edition, from the first claim until its lease is closed. */
export type Sending = {
  deps: DeliveryDeps;
  edition: EditionNumber;
  admit(reader: Reader): Admission;
  composer: ReturnType<typeof composer>;
  lease: string;
  /** On this process's monotonic clock: no call starts later, whatever happened to the process in between. */
  leaseEnd: number;
  after: SubscriberId;
  hand: Ready[];
  calls: Set<DeliveryId>;
  /** How long the marking statement takes at present, ms. */
  markMs: number;
  outcomes: Outcome[];
  trouble: Trouble;
  /** Set once no more may be called. */
  stopped: boolean;
  wake(): void;
};

type Opening = {
  edition: EditionNumber;
  mail: EditionMail;
  sections: EditionSections;
  /** Its id, for a tag of each mail. */
  installation: string;
  lease: string;
  leaseEnd: number;
};

export function openSending(
  deps: DeliveryDeps,
  { mail, sections, installation, ...opening }: Opening,
): Sending {
  return {
    ...opening,
    deps,
    admit: admission(sections, deps.allowed),
    composer: composer(deps, mail, { edition: opening.edition, installation }),
    after: FIRST_SUBSCRIBER,
    hand: [],
    calls: new Set(),
    markMs: 5,
    outcomes: [],
    trouble: createTrouble(deps.concurrency),
    stopped: false,
    wake: () => {},
  };
}
