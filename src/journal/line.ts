import { crc32 } from 'node:zlib';

/** What a journal says of a mail that was called; `unsent`: it certainly never reached Amazon SES. */
export type SaidState = 'accepted' | 'rejected' | 'unknown' | 'unsent';

/**
 * A line of a journal. People stand in it as the keyed hashes of their mailboxes, deliveries by edition and mailbox, and never
 * by number: after a restore numbers may mean others. `at`: ISO 8601, UTC.
 */
export type JournalLine =
  | { t: 'head'; version: 1; journal: string; place: string; installation: string; at: string }
  /** The highest number that was handed out of each sequence, or more. */
  | { t: 'ids'; ids: Readonly<Record<string, number>> }
  /** `m`: marked for a call; `a`: what was answered to earlier ones, with Amazon's MessageId. */
  | { t: 'mails'; e: number; via: string | null; at: string; m: readonly string[]; a: readonly Answered[] }
  | { t: 'notice'; n: number; to: string; at: string }
  | { t: 'noticed'; n: number; to: string; s: SaidState; id?: string }
  | { t: 'left' | 'back' | 'lifted'; b: string; at: string }
  | { t: 'suppressed'; b: string; why: string; at: string }
  | { t: 'moved'; from: string; b: string; at: string }
  | { t: 'slot'; slot: string };

export type Answered = readonly [mailbox: string, state: SaidState, messageId?: string];

/** A line with its own checksum: the last one of a process that died may be torn. */
export function encodeLine(line: JournalLine): Buffer {
  const text = JSON.stringify(line);
  return Buffer.from(`${checksum(text)} ${text}\n`);
}

/** `undefined` for a line that is torn, or was changed. */
export function decodeLine(text: string): JournalLine | undefined {
  const json = text.slice(9);
  if (text[8] !== ' ' || checksum(json) !== text.slice(0, 8)) return undefined;
  return JSON.parse(json) as JournalLine;
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0');
