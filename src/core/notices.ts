import { z } from 'zod';

/**
 * Transactional mails, by kind, with what each needs besides the address.
 * No params hold an address or a name: `notices.to_address` alone does, and erasure removes the row.
 * Tokens go into the paths of CONTRACTS (`/confirm/<token>`, `/preferences/<token>`, `/unsubscribe/<token>`).
 */
const token = z.string().min(1);
const instant = z.iso.datetime();
/**
 * The mailed link of who is asked to approve. Rows hold its id alone; its address is put in when the mail is made, so that no copy of
 * the database opens it.
 */
const linked = { link: z.number().int().positive().optional(), url: z.string().optional() };
/** Labels of the chosen sections in the reader's order; null = all sections. */
const chosen = z.array(z.string()).nullable();
const manage = { preferencesToken: token, unsubscribeToken: token };

export const noticeParams = {
  /** Asks the mailbox to confirm a sign-up; the link opens a page with a button. */
  'confirm-subscription': z.object({ token, expiresAt: instant, sections: chosen }),
  /** After confirming: what was chosen and how to change it. */
  welcome: z.object({ ...manage, sections: chosen }),
  /** Somebody signed up, or moved to, an address that gets the bulletin already. */
  'already-subscribed': z.object(manage),
  /** The reader asked for a new link to their preferences. */
  'preferences-link': z.object(manage),
  /** To the new address; the link is under `/address/<token>` and opens a page with a button. */
  'address-change-confirm': z.object({ token, expiresAt: instant }),
  /** To the old address, once the change is done. */
  'address-change-announce': z.object({}),
  /** To a reader whose mail held an article that was corrected or taken down since; sent in bulk, with their own links. */
  'article-told': z.object({
    ...manage,
    edition: z.number().int().positive(),
    title: z.string(),
    cover: z.string(),
    headline: z.string(),
    path: z.string(),
    note: z.string(),
    /** BCP 47, of headline and note, where somebody has said it. */
    language: z.string().optional(),
    takenDown: z.boolean(),
  }),
  /** To the editors: such a mail waits for a person. */
  'telling-waits': z.object({
    edition: z.number().int().positive(),
    article: z.string(),
    headline: z.string(),
    readers: z.number().int().nonnegative(),
  }),
  /** To whoever approved an edition: it was changed since, and their approval counts for nothing now. */
  'approval-void': z.object({
    edition: z.number().int().positive(),
    title: z.string(),
    approvedAt: instant,
    /** A sentence each; none = only how the mail looks. */
    changes: z.array(z.string()),
    ...linked,
  }),
  /**
   * To somebody of the desk who wants to sign in. The row holds `{ signIn }` alone, the id of what was asked for: link and
   * code are made as the mail leaves.
   */
  'desk-sign-in': z.object({ token, code: z.string().min(1), expiresAt: instant }),
  /** To the editors: an edition waits for a person. */
  'approval-reminder': z.object({
    edition: z.number().int().positive(),
    title: z.string(),
    waitingSince: instant,
    /** What has changed since they were asked, a sentence each; left out = they are asked as before. */
    changes: z.array(z.string()).optional(),
    /** Who of the desk asks. */
    askedBy: z.string().optional(),
    /** They were asked before, and have not answered; `waitingSince` is then when they were asked. */
    reminder: z.boolean().optional(),
    /** Whose deputy they are, who was asked at `waitingSince`; a name, put in when the mail is made. */
    deputyFor: z.string().optional(),
    /** When it is to be sent: they were asked before, and it is near. */
    sendAt: instant.optional(),
    ...linked,
  }),
  /** To a contributor who goes on later. Rows hold the id of the story; `url` is put in as the mail is made. */
  'story-link': z.object({
    contribution: z.number().int().positive(),
    url: z.string().optional(),
    /** Nobody asked for it: their story is not with the editors, and must be by then. */
    deadline: instant.optional(),
  }),
  /** To whoever may write for the bulletin: until when stories for the next edition must be in. */
  'call-for-articles': z.object({ deadline: instant, sendAt: instant, reminder: z.boolean() }),
  /** To a contributor: what became of their story. */
  'story-news': z.object({
    contribution: z.number().int().positive(),
    reference: z.string(),
    headline: z.string(),
    news: z.enum(['received', 'accepted', 'changes-asked', 'declined', 'published']),
    words: z.string().optional(),
    deadline: instant.optional(),
    edition: z.number().int().positive().optional(),
    path: z.string().optional(),
    url: z.string().optional(),
  }),
  /** To whoever asked for an approval: what became of it. */
  'approval-news': z.object({
    edition: z.number().int().positive(),
    title: z.string(),
    news: z.enum(['approved', 'sent-back', 'sent', 'bounces-began', 'date-near']),
    /** When it is to be sent, and who is asked since when: put in when the mail is made. To operators. */
    sendAt: instant.optional(),
    asked: z.array(z.object({ who: z.string(), since: instant })).optional(),
    by: z.string().optional(),
    words: z.string().optional(),
    url: z.string().optional(),
  }),
  /** To operators: something is broken, still so, or mended. */
  alarm: z.object({
    news: z.enum(['raised', 'again', 'mended', 'test']),
    title: z.string(),
    paragraphs: z.array(z.string()),
    since: instant,
  }),
} as const;

export type NoticeKind = keyof typeof noticeParams;
export type NoticeParams<Kind extends NoticeKind> = z.output<(typeof noticeParams)[Kind]>;
/** One transactional mail's content: its kind with the params of that kind. */
export type Notice = { [Kind in NoticeKind]: { kind: Kind; params: NoticeParams<Kind> } }[NoticeKind];

/** What goes to people of the desk, about their work: neither a reader's suppression nor `SENDING_ALLOWLIST` is about them. */
export const DESK_NOTICES: readonly string[] = [
  'desk-sign-in',
  'telling-waits',
  'approval-void',
  'approval-reminder',
  'approval-news',
  'alarm',
] satisfies NoticeKind[];

/** The desk speaks English, and so do the mails that are its own, whatever the bulletin's language. */
export const ENGLISH_NOTICES: readonly string[] = [
  'desk-sign-in',
  'approval-void',
  'approval-reminder',
  'approval-news',
  'alarm',
] satisfies NoticeKind[];

/** What a sign-in is kept as until its mail leaves. */
export const signInRow = z.object({ signIn: z.number().int().positive() });

export const isNoticeKind = (kind: string): kind is NoticeKind => Object.hasOwn(noticeParams, kind);

/**
 * Reads a stored row's kind and params.
 * @throws Error when the row was written by a newer or broken version.
 */
export function parseNotice(kind: string, params: unknown): Notice {
  if (!isNoticeKind(kind)) throw new Error(`No notice is called "${kind}"`);
  return { kind, params: noticeParams[kind].parse(params) } as Notice;
}
