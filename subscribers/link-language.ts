import type { ReaderDeps } from './reader.ts';
import { subscriberById } from './store.ts';
import { readToken, type TokenPurpose } from './tokens.ts';

const PURPOSES: readonly TokenPurpose[] = ['preferences', 'unsubscribe', 'confirm', 'address-change'];

/** The language that the reader of a link chose; null where they chose none, or it is no link of ours. Opens nothing. */
export async function languageOfLink(
  { db, keys, clock }: Pick<ReaderDeps, 'db' | 'clock' | 'keys'>,
  token: string,
): Promise<string | null> {
  const now = clock.now();
  for (const purpose of PURPOSES) {
    const reading = readToken(keys, purpose, token, now);
    if (reading.state !== 'refused') return (await subscriberById(db, reading.claim.id))?.language ?? null;
  }
  return null;
}
