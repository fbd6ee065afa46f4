import type { DeliveryId, EditionNumber, SubscriberId } from '../../core/index.ts';
import type { JournalWriter } from '../../journal/index.ts';
import type { DeliveryDeps, EditionMail } from '../deps.ts';
import { sectionsOf } from '../edition-sections.ts';
import type { DeliveryOutcome } from '../outcomes.store.ts';
import { type Admission, admission, type StandingReader } from '../plan/admission.ts';
import { createBatchSize } from './batch-size.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { composer, type Ready } from './composing.ts';

/** Before every subscriber's id. */
export const FIRST_SUBSCRIBER = 0 as SubscriberId;

/** One worker's sending of one edition, from the first claim until its lease is closed. */
export type Sending = {
  deps: DeliveryDeps;
  edition: EditionNumber;
  /** Decides by the sections as they are now: some may have been merged since the last claim. */
  admission(): Promise<(reader: StandingReader) => Admission>;
  composer: ReturnType<typeof composer>;
  /** In which language a reader gets the edition, by what is stored of them; `undefined`: its own. */
  languageOf(own: string | null): string | undefined;
  lease: string;
  /** On this process's monotonic clock: no call starts later, whatever happened to the process in between. */
  leaseEnd: number;
  after: SubscriberId;
  hand: Ready[];
  calls: Set<DeliveryId>;
  /** How long the marking statement takes at present, ms. */
  markMs: number;
  outcomes: DeliveryOutcome[];
  journal: JournalWriter | undefined;
  /** Keyed hashes of the mailboxes of marked mails whose answers the journal does not know yet. */
  journaled: Map<DeliveryId, string>;
  /** Whether the journal has on disk what was marked last. */
  written: Promise<boolean>;
  batchSize: ReturnType<typeof createBatchSize>;
  trouble: CircuitBreaker;
  /** Set once no more may be called. */
  stopped: boolean;
  wake(): void;
};

type Opening = {
  edition: EditionNumber;
  mail: EditionMail;
  /** Its id, for a tag of each mail. */
  installation: string;
  lease: string;
  leaseEnd: number;
  journal: JournalWriter | undefined;
};

/** One for as long as the sections stay as they are, since it remembers what it has decided of each choice. */
function admissionOf({ db, allowed }: DeliveryDeps, { slugs }: EditionMail): Sending['admission'] {
  let known = '';
  let decide: (reader: StandingReader) => Admission;
  return async () => {
    const sections = await sectionsOf(db, slugs);
    const text = JSON.stringify(sections);
    if (text !== known) decide = admission(sections, allowed);
    known = text;
    return decide;
  };
}

export function openSending(deps: DeliveryDeps, { mail, installation, ...opening }: Opening): Sending {
  return {
    ...opening,
    deps,
    admission: admissionOf(deps, mail),
    languageOf: (own) => mail.languageOf?.(own),
    composer: composer(deps, mail, { edition: opening.edition, installation, lease: opening.lease }),
    after: FIRST_SUBSCRIBER,
    hand: [],
    calls: new Set(),
    markMs: 5,
    outcomes: [],
    journaled: new Map(),
    written: Promise.resolve(true),
    batchSize: createBatchSize(deps.concurrency),
    trouble: createCircuitBreaker(deps.concurrency),
    stopped: false,
    wake: () => {},
  };
}
