import {
  type EmailAddress,
  parseEmailAddress,
  type Reason,
  reason,
  type SectionSlug,
  type SubscriberState,
} from '../../core/index.ts';
import type { Allowlist } from '../allowlist.ts';

/** A reader as they stand at the moment of the claim. */
export type StandingReader = {
  email: string | null;
  state: SubscriberState;
  format: 'html' | 'text';
  paused: boolean;
  allSections: boolean;
  /** PostgreSQL's own text of the array, `{1,2,5}`: readers share few choices, so it is a key too. */
  sections: string;
};

/** Which section ids count for which section of the edition: its own id and those of sections merged into it. */
export type EditionSections = { slug: SectionSlug; ids: readonly number[] }[];

/** What a reader gets, or why they get nothing. `slugs` is one array for all readers of the same choice. */
export type Admission = { address: EmailAddress; slugs: readonly SectionSlug[] } | { skip: Reason };

/** As many different choices are remembered; a list of millions has some hundreds. */
const CHOICES_KEPT = 10_000;

/** Decides for an edition's readers by what is true now, not by what was true when the edition was planned. */
export function admission(
  edition: EditionSections,
  allowed: Allowlist,
): (reader: StandingReader) => Admission {
  const choices = new Map<string, readonly SectionSlug[]>();
  return (reader) => {
    const choice = reader.allSections ? 'all' : reader.sections;
    const slugs = choices.get(choice) ?? chosen(reader, edition);
    if (choices.size >= CHOICES_KEPT) choices.clear();
    choices.set(choice, slugs);
    return admit(reader, slugs, allowed);
  };
}

function admit(reader: StandingReader, slugs: readonly SectionSlug[], allowed: Allowlist): Admission {
  if (reader.state !== 'active' || reader.email === null)
    return { skip: reason('not-active', { state: reader.state }) };
  if (reader.paused) return { skip: reason('reader-paused') };
  if (slugs.length === 0) return { skip: reason('nothing-chosen') };
  const address = addressOf(reader.email);
  if (address === undefined) return { skip: reason('bad-address') };
  return allowed(address) ? { address, slugs } : { skip: reason('not-allowed') };
}

function chosen(reader: StandingReader, edition: EditionSections): SectionSlug[] {
  if (reader.allSections) return edition.map((section) => section.slug);
  const ids = new Set(reader.sections.slice(1, -1).split(',').map(Number));
  return edition.filter((section) => section.ids.some((id) => ids.has(id))).map((section) => section.slug);
}

/** A `To` that holds CRLF was once re-parsed into an attacker's recipient, so nothing unparsed reaches a header. */
function addressOf(email: string): EmailAddress | undefined {
  try {
    return parseEmailAddress(email);
  } catch {
    return undefined;
  }
}
