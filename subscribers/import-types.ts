import type { EmailAddress } from '../src/core/index.ts';
import type { DateOrder } from './consent-date.ts';
import type { Layout, StateColumn } from './import-columns.ts';
import type { StoredChoice } from './section-choice.ts';
import type { Meaning } from './standings.ts';

/** One good row. What is null in the file leaves what we hold alone. */
export type Incoming = {
  readonly email: EmailAddress;
  readonly key: EmailAddress;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly choice: StoredChoice;
  /** For the ledger: the slugs as stored, or `all`. */
  readonly slugs: 'all' | readonly string[];
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  /** The name of a catalogue. */
  readonly language: string | null;
};

/** One who left elsewhere, or must not be written to. */
export type Departing = {
  readonly email: EmailAddress;
  readonly key: EmailAddress;
  readonly meaning: Departure;
  /** They left no later than that, as far as the file says it. */
  readonly leftBy: Date | null;
};
export type Departure = Exclude<Meaning, 'active' | 'unconfirmed'>;

/** What a row is. `apostrophe`: one stood before the address and was taken off. */
export type ReadRow = { readonly apostrophe: boolean } & (
  | { readonly kind: 'reader'; readonly reader: Incoming }
  | { readonly kind: 'departing'; readonly departing: Departing }
  | { readonly kind: 'unconfirmed' }
);

/** Turns the names in one cell into what is stored. @throws Fault `invalid` that lists the valid ones. */
export type ReadSections = (names: readonly string[]) => Pick<Incoming, 'choice' | 'slugs'>;

export type AddressReading = {
  readonly layout: Layout;
  /** The columns of states that count in this file. */
  readonly states: readonly StateColumn[];
  readonly separator: string;
};

/** How the rows of one file are read. */
export type RowReading = AddressReading & {
  readonly sections: ReadSections;
  readonly now: Date;
  readonly dates?: DateOrder | undefined;
  /** What a row without sections, or without a source, is taken to say. */
  readonly instead: { readonly sections: string; readonly consentSource: string };
  readonly requireConsent: boolean;
};
