import type { Act, ActName, Db } from '../core/index.ts';

/** What follows from what, all of it. A name stands for one performer, bound where the house is composed. */
const FOLLOWS = {
  'edition.approved': ['wake-run'],
  'edition.cancelled': ['end-run'],
  'run.cancelled': ['skip-unsent'],
  'section.merged': ['move-late-choices'],
  'section.retired': ['move-late-choices'],
} as const satisfies Partial<Record<ActName, readonly string[]>>;

export type ConsequenceName = (typeof FOLLOWS)[keyof typeof FOLLOWS][number];

/** Every consequence there is, for the check that each has its performer. */
export const CONSEQUENCES: readonly ConsequenceName[] = [...new Set(Object.values(FOLLOWS).flat())];

export const followsFrom = (act: ActName): readonly ConsequenceName[] =>
  (FOLLOWS as Partial<Record<ActName, readonly ConsequenceName[]>>)[act] ?? [];

/**
 * Does what follows, in the transaction that marks it as done, so that a kill leaves either both or neither. What is
 * returned is called after the commit: bells, which may be lost.
 */
export type Performer = (tx: Db, act: Act) => Promise<(() => Promise<void>) | void>;

export type Performers = Record<ConsequenceName, Performer>;
