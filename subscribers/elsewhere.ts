import type { Db, EmailAddress, Notice, NoticeKind, SubscriberId } from '../src/core/index.ts';

export type NoticeTo = { readonly address: EmailAddress; readonly id: SubscriberId };

/** Whom to forget: readers, the addresses they had, and mailboxes that are looked for wherever they are. */
export type Traces = {
  readonly ids: readonly SubscriberId[];
  readonly addresses: readonly string[];
  /** Keyed hashes. */
  readonly mailboxes: readonly string[];
};

/**
 * What other rooms keep of readers, and do about it in the reader's own transaction, so that a kill leaves both or
 * neither. Bound where the house is composed.
 */
export type Elsewhere = {
  /** Stores one single mail to be sent, not before `due`; returns its id for the job. */
  postNotice(tx: Db, to: NoticeTo, notice: Notice & { at: Date; due?: Date | undefined }): Promise<number>;
  /**
   * Stores a mail that is deliberately not sent: the same work as `postNotice`, so that a page takes as long for an
   * address we do not answer to as for one we do, and support can see why nothing came.
   */
  withholdNotice(
    tx: Db,
    notice: { kind: NoticeKind; id: SubscriberId | null; reason: string; at: Date },
  ): Promise<number>;
  /** How many mails a mailbox was sent, under whatever spelling of its address: lost links, or all others. */
  countNotices(tx: Db, asked: { address: EmailAddress; since: Date; lostLinks: boolean }): Promise<number>;
  /** Removes a reader's single mails, sent or not: they hold working links, and the address. */
  removeNotices(tx: Db, id: SubscriberId): Promise<void>;
  /** Remembers outside the database that a reader has another mailbox: both by their keyed hashes. */
  noteMoved(tx: Db, moved: { from: string; to: string }): Promise<void>;
  /** Removes readers from everything but their own row: mails to them, reports about them, histories that quote them. */
  forget(tx: Db, of: Traces): Promise<void>;
};
