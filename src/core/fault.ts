import type { PlainKey } from '../words/index.ts';
import { fileFault } from './file-fault.ts';
import type { Reason } from './reasons.ts';

/** The few ways in which a request can be refused. The web maps them to HTTP statuses, the command line to exit 1. */
export type FaultCode =
  | 'invalid'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'forbidden'
  | 'too-many'
  | 'unavailable';

/** What a refusal says to a reader: a message of the catalogue, for a page in any language. */
export type Told = { key: PlainKey; params: Readonly<Record<string, string | number>> | undefined };

/**
 * A refusal that a person can act on: a code for programs and one sentence for people.
 * `details` lists several faults found at once (a line each), for example the bad fields of an edition folder.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly details: readonly string[];
  /** The sentence as a code, for rows and for other places than a terminal; undefined = it has none. */
  readonly why: Reason | undefined;

  /** The sentence as a message of the catalogue, where a reader may be told it. */
  readonly told: Told | undefined;

  constructor(
    code: FaultCode,
    sentence: string,
    details: readonly string[] = [],
    why?: Reason,
    toldAs?: Told,
  ) {
    super(sentence);
    this.code = code;
    this.details = details;
    this.why = why;
    this.told = toldAs;
  }
}

export const fault = (code: FaultCode, sentence: string, details?: readonly string[]) =>
  new Fault(code, sentence, details);

export const isFault = (error: unknown): error is Fault => error instanceof Fault;

/** The sentence to show for any thrown value: a fault's own, one about a file, else the error's message. */
export const sentenceOf = (error: unknown) =>
  error instanceof Error ? (fileFault(error) ?? error.message) : String(error);
