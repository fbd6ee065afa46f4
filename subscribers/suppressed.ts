import type { Db } from '../src/core/index.ts';
import {
  readStopped,
  readUnlooked,
  type StoppedReader,
  type SuppressionEvidence,
} from './suppressed.store.ts';

export type { StoppedReader } from './suppressed.store.ts';

export type DoubtfulReader = StoppedReader & { readonly doubt: string };

const STRANGER = 'the event was about a mail of another installation';
const ELSEWHERE = 'the event was about another mailbox than theirs';
const NOT_HELD = 'the event is no longer held, and they had another address before, or asked for one';

/** Everyone who is stopped, whatever the cause. */
export const listSuppressed = (db: Db): Promise<StoppedReader[]> => readStopped(db);

/**
 * Those whom an event about another mailbox has stopped, as versions before this one let it; each with why it is in doubt.
 * Since then every such line of the ledger says that the mailbox was looked at.
 */
export async function listDoubtful(db: Db): Promise<DoubtfulReader[]> {
  return (await readUnlooked(db)).flatMap(({ strangers, elsewhere, own, moved, ...reader }) => {
    const doubt = doubtOf(reader.reason, { strangers, elsewhere, own, moved });
    return doubt === undefined ? [] : [{ ...reader, doubt }];
  });
}

/** Pure. Of three soft bounces each counts; a hard bounce or complaint of the reader's own mailbox settles it. */
export function doubtOf(
  reason: string,
  { strangers, elsewhere, own, moved }: SuppressionEvidence,
): string | undefined {
  if (own > 0 && reason !== 'soft bounces') return undefined;
  if (strangers > 0) return STRANGER;
  if (elsewhere > 0) return ELSEWHERE;
  return own === 0 && moved ? NOT_HELD : undefined;
}
