import type { Act, ActName, Db, Reason } from '../core/index.ts';

/** What follows from what, all of it. A name stands for one performer, bound where the house is composed. */
const FOLLOWS = {
  'edition.imported': ['wake-run'],
  'edition.planned': ['wake-run'],
  'edition.changed': ['wake-run'],
  'edition.sections-changed': ['wake-run'],
  'edition.articles-ordered': ['wake-run'],
  'edition.assembled': ['wake-run'],
  'edition.approval-asked': ['begin-run'],
  'edition.scheduled': ['begin-run'],
  'edition.sent-back': ['tell-asker'],
  'edition.approved': ['wake-run', 'tell-asker'],
  'edition.approval-stands': ['wake-run'],
  'edition.reopened': ['rewind-run'],
  'edition.cancelled': ['end-run'],
  'edition.sent': ['tell-asker'],
  'edition.bounces-began': ['tell-asker'],
  'edition.published': ['announce-feeds', 'tell-contributor'],
  'edition.article-corrected': ['announce-feeds'],
  'edition.article-taken-down': ['announce-feeds', 'ring-senders'],
  'edition.article-put-back': ['announce-feeds', 'ring-senders'],
  'edition.mails-sent-again': ['ring-for-mails'],
  'edition.mails-closed': ['ring-for-mails'],
  'article.submitted': ['tell-contributor'],
  'article.accepted': ['tell-contributor'],
  'article.changes-asked': ['tell-contributor'],
  'article.declined': ['tell-contributor'],
  'telling.asked': ['tell-editors'],
  'telling.approved': ['send-telling'],
  'run.cancelled': ['skip-unsent'],
  'section.merged': ['move-late-choices'],
  'section.retired': ['move-late-choices'],
} as const satisfies Partial<Record<ActName, readonly string[]>>;

export type ConsequenceName = (typeof FOLLOWS)[keyof typeof FOLLOWS][number];

/** Every consequence there is, for the check that each has its performer. */
export const CONSEQUENCES: readonly ConsequenceName[] = [...new Set(Object.values(FOLLOWS).flat())];

export const followsFrom = (act: ActName): readonly ConsequenceName[] =>
  (FOLLOWS as Partial<Record<ActName, readonly ConsequenceName[]>>)[act] ?? [];

/** Called after the commit; may be lost. */
type Bell = () => Promise<void>;

/**
 * Does what follows, in the transaction that marks it as done, so that a kill leaves either both or neither. Returns
 * nothing, bells to ring after the commit, or what came of it, which is kept.
 */
export type Performer = (tx: Db, act: Act) => Promise<void> | Promise<Bell | Reason | undefined>;

export type Performers = Record<ConsequenceName, Performer>;
