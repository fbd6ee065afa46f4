import type { RunId, SubscriberId } from './ids.ts';

/**
 * Who did something. Kept with the act for ever, so it holds no reader's address: a reader is an id, which erasure leaves
 * without a person behind it.
 */
export type Actor =
  /** Somebody at a terminal: the account of the machine, and the address given with `--as`, which nobody has proved. */
  | { kind: 'command'; user: string; as?: string }
  /** The flow by itself; `run` where it was one. */
  | { kind: 'flow'; run?: RunId }
  | { kind: 'reader'; id: SubscriberId }
  /** A report of Amazon SES. */
  | { kind: 'amazon' };

/** The name of an actor in a sentence: "shell user kim, who gave ed@example.org". */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'command':
      return actor.as === undefined
        ? `shell user ${actor.user}`
        : `shell user ${actor.user}, who gave ${actor.as}`;
    case 'flow':
      return actor.run === undefined ? 'the flow' : `the flow, run ${actor.run}`;
    case 'reader':
      return `reader ${actor.id}`;
    case 'amazon':
      return 'Amazon SES';
  }
}
