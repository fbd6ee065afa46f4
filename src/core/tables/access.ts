import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../actor.ts';
import type { PersonId } from '../ids.ts';
import type { Stamp } from './stamp.ts';

export type PersonState = 'invited' | 'active' | 'removed';

/** Somebody of the desk. */
export type PersonTable = {
  id: Generated<PersonId>;
  /** null = removed, and past retention. */
  email: string | null;
  /** Lower-cased `email`; unique. */
  email_key: string | null;
  name: string | null;
  roles: Role[];
  /** Active from the first sign-in on. */
  state: PersonState;
  created_at: Stamp;
  removed_at: Stamp | null;
};

/** Who is asked to approve in whose place, once they have not answered. */
export type DeputyTable = {
  person_id: PersonId;
  deputy_id: PersonId;
  /** `YYYY-MM-DD`, both included; null = open. */
  from_day: string | null;
  until_day: string | null;
  named_at: Stamp;
};

/** A browser in which somebody is signed in. */
export type SessionTable = {
  /** SHA-256 of the secret in the browser's cookie. */
  token_hash: string;
  person_id: PersonId;
  opened_at: Stamp;
  /** Kept to the minute. */
  seen_at: Stamp;
};

/** A mail with a link and a code that somebody asked for, to sign in. */
export type SignInTable = {
  id: Generated<number>;
  person_id: PersonId;
  /** SHA-256 of the secret that stays in the browser that asked; null = printed at a terminal, for any browser. */
  browser_hash: string | null;
  /** SHA-256 of the secret in the mailed link; the code is made from that secret. */
  link_hash: string;
  asked_at: Stamp;
  expires_at: Stamp;
  /** Wrong codes given. */
  tries: Generated<number>;
  used_at: ColumnType<Date | null, Date | undefined, Date>;
  /** null where no browser asked. */
  code_hash: string | null;
};
