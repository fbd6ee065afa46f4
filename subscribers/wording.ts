import { type Locale, localeFor } from '../src/words/index.ts';
import { WRITTEN, writtenAs } from '../src/words/written.ts';

/**
 * The versions of the words that readers agree to. The ledger stores the version, so a message of the catalogue's group
 * `consent` is never changed or removed: new words get a new version, and `current` moves to it (UK GDPR Article 7(1):
 * consent must be demonstrable).
 */
const versions = [
  'sign-up/1',
  'confirm/1',
  'preferences/1',
  'address/1',
  'leave/1',
  'leave-section/1',
  'undo/1',
  'erase/1',
  'one-click/1',
  'imported/1',
] as const;

export type WordingVersion = (typeof versions)[number];

/** The words of a version, as a page shows them. */
export const wordingOf = (version: WordingVersion, { say }: Locale): string => say(`consent.${version}`);

/** What a line of the ledger means by its version, in the language in which it was read; null for one that nobody knows, or none. */
export function ledgerWords(version: string | null, language: string | null): string | null {
  const known = versions.find((one) => one === version);
  return known ? wordingOf(known, localeFor(WRITTEN[writtenAs(language ?? 'en') ?? 'en'])) : null;
}

/** The version that each place shows now. */
export const currentWording = {
  signUp: 'sign-up/1',
  confirm: 'confirm/1',
  preferences: 'preferences/1',
  address: 'address/1',
  leave: 'leave/1',
  leaveSection: 'leave-section/1',
  undo: 'undo/1',
  erase: 'erase/1',
  oneClick: 'one-click/1',
  imported: 'imported/1',
} as const satisfies Record<string, WordingVersion>;
