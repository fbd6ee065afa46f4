import type { ArticleId, PersonId, RunId, SubscriberId } from './ids.ts';

/** What somebody of the desk may do; `src/access/permissions.ts` says what. */
export type Role = 'admin' | 'approver' | 'editor';

/** Somebody of the desk as they were when they acted: later changes of name or roles change no act. */
export type NamedPerson = { id: PersonId; name: string; roles: readonly Role[] };

/**
 * Who did something. Kept with the act for ever, so it holds no reader's address: a reader is an id, which erasure leaves
 * without a person behind it.
 */
export type Actor =
  /** Somebody who is signed in. */
  | ({ kind: 'person' } & NamedPerson)
  /** Somebody without an account who came by a mailed link and gave a name, which nobody has proved. */
  | { kind: 'guest'; link: number; name: string }
  /** Who sent an article in, through the link that is theirs. */
  | { kind: 'contributor'; article: ArticleId }
  /**
   * Somebody at a terminal: the account of the machine, and the address given with `--as`, which nobody has proved;
   * `person` where that is the address of somebody of the desk.
   */
  | { kind: 'command'; user: string; as?: string; person?: NamedPerson }
  /** The flow by itself; `run` where it was one. */
  | { kind: 'flow'; run?: RunId }
  | { kind: 'reader'; id: SubscriberId }
  /** A report of Amazon SES. */
  | { kind: 'amazon' };

/** The name of an actor in a sentence: "shell user kim for Ed Example", "shell user kim, who gave ed@example.org". */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.name;
    case 'guest':
      return `${actor.name}, a guest by link ${actor.link} (name not proved)`;
    case 'contributor':
      return `the contributor of article ${actor.article}`;
    case 'command':
      return shellName(actor);
    case 'flow':
      return actor.run === undefined ? 'the flow' : `the flow, run ${actor.run}`;
    case 'reader':
      return `reader ${actor.id}`;
    case 'amazon':
      return 'Amazon SES';
  }
}

function shellName({ user, as, person }: Extract<Actor, { kind: 'command' }>): string {
  if (person) return `shell user ${user} for ${person.name}`;
  return as === undefined ? `shell user ${user}` : `shell user ${user}, who gave ${as}`;
}

/** The short form beside what was done, in tables and lists: the address that was given, else the name. */
export const signature = (actor: Actor): string =>
  actor.kind === 'command' && actor.as !== undefined ? actor.as : actorName(actor);
