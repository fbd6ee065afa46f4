import type { EditionState } from './tables/editions.ts';
import type { SubscriberState } from './tables/subscribers.ts';

/**
 * Why something stands where it stands: every code, and what is told with it. Rows hold codes and parameters; the words are
 * made by `sayReason` for whoever reads them. Times are ISO 8601 in UTC.
 */
export type Reasons = {
  // Of a run.
  paused: None;
  cancelled: None;
  'edition-cancelled': { edition: number };
  'action-retried': { action: string; tries: number; since: string; error: Reason };
  'action-failed': { action: string; error: Reason };
  /** One look at an action took longer than it may. */
  'time-limit': { action: string; seconds: number };
  /** What went into an action, or came out, has not the form that its flow declares; where, and how it differs. */
  'not-as-declared': { action: string; which: 'inputs' | 'outputs'; problems: string[] };
  'checks-failed': { edition: number; problem: string };
  /** `deputies`: how many are asked in the place of who has not answered. */
  'waits-for-approval': { edition: number; deputies?: number };
  /** While it waited for approval. */
  'content-changed': { edition: number };
  'waits-for-send-time': { edition: number; at: string };
  'no-send-time': { edition: number };
  /** `by`, `why`: as far as they are known. */
  'edition-reopened': { edition: number; by?: string; why?: string };
  'no-snapshot': { edition: number };
  'totals-differ': { edition: number };
  'rest-waits': { sent: number; open: number; at: string };
  /** `held`: by evidence, so many for this reason. */
  'unknown-mails': { edition: number; unknown: number; held?: { count: number; why: Reason } };
  'ses-away': { said: string; since: string; tries: number; nextTryAt?: string };
  'daily-quota': { until: string };
  'mail-not-made': { edition: number; error: Reason };
  /** `again`: it is tried again without a person. */
  'sending-failed': { edition: number; error: Reason; again: boolean };
  'other-sender': { edition: number };
  'other-key': { edition: number; key: string };
  /** Shares of one. */
  'too-many-bounces': { count: number; sent: number; limit: number };
  'too-many-complaints': { count: number; sent: number; limit: number };
  'ses-refuses-all': { said: string };
  'ses-silent': { said: string };
  'sending-off': None;
  'quota-denied': { said: string };
  'options-differ': { who: string; names: string[] };
  'queue-away': { said: string };
  // Of an edition that cannot do what was asked.
  'no-edition': { edition: number };
  /** `verb`: what was to happen to it. */
  'edition-state': { edition: number; state: EditionState; verb: EditionVerb };
  'edition-empty': { edition: number };
  'edition-without-snapshot': { edition: number; state: EditionState };
  'approved-otherwise': { edition: number; hash: string };
  'not-approved': { edition: number; verb: 'send' | 'publish' | 'render' };
  'mail-changed': None;
  /** The database does not match its journals. */
  restored: { since: string };
  // Of a slot.
  /** A worker whose clock is so far ahead of the database's, s; behind where below 0. */
  'clocks-differ': { seconds: number };
  'slot-taken': None;
  'slot-overdue': None;
  /** The flow was off. */
  'slot-off': None;
  /** It came due while a restored database did not know of it. */
  'slot-missed': None;
  'slot-had-run': { edition: number };
  'slot-started': { edition: number; run: number };
  /** `days` after its send date. */
  'slot-started-late': { edition: number; run: number; days: number };
  /** It was found `days` after its send date: too late to start it without asking. */
  'slot-asks': { days: number };
  'slot-skipped': None;
  /** To another date, which is an entry of its own. */
  'slot-moved': { to: string };
  // Of a partner's feed: why it could not be read, or what was read although something was wrong.
  'feed-section-retired': { section: string };
  'feed-late': { seconds: number };
  'feed-redirects': { most: number };
  'feed-redirect-nowhere': None;
  'feed-scheme': { protocol: string };
  'feed-gone': None;
  'feed-status': { status: number };
  'feed-too-large': { megabytes: number };
  'feed-packed': { encoding: string };
  'feed-damaged': None;
  'feed-inside': None;
  /** `error`: as Node names it, or says it. */
  'feed-unreachable': { error: string };
  'feed-web-page': None;
  /** `why`: what is there instead, or what it would take. */
  'feed-not-readable': { why: string };
  'feed-bytes-mixed': { declared: string };
  'feed-utf16-halves': None;
  /** The first of them, with what is wrong. */
  'feed-items-refused': { count: number; items: { name: string; why: string }[] };
  'feed-item-undated': { headline: string; note: string };
  'feed-items-undated': { more: number };
  'feed-item-doubled': { headline: string };
  // What a WebSub hub said when it was told.
  'hub-told': { feeds: number };
  'hub-answered': { status: number };
  'hub-silent': { said: string };
  // Of a delivery or another mail.
  'nothing-chosen': None;
  'not-allowed': None;
  'reader-paused': None;
  'not-active': { state: SubscriberState };
  'bad-address': None;
  'run-cancelled': None;
  /** Since `RETENTION_EVENTS_DAYS` nobody can say who has had the edition. */
  'mails-folded': { edition: number; before: string; verb: 'send' | 'tell' };
  'given-back': None;
  'worker-stopped': None;
  closed: None;
  'hard-bounce': { kind: string };
  'soft-bounce': { kind: string };
  complaint: { kind: string };
  refused: { said: string };
  'not-rendered': None;
  /** In Amazon's own words, without addresses. */
  'amazon-said': { said: string };
  'address-removed': None;
  'no-longer-reader': None;
  'no-address': None;
  'too-late': None;
  'not-made': None;
  // Why an unknown mail is not settled by evidence.
  'call-time-unknown': None;
  'mailbox-disputed': None;
  'event-awaited': { minutes: number };
  'few-neighbours': { least: number };
  'few-aside': { least: number; side: 'before' | 'after' };
  'send-events-missing': None;
  'few-of-worker': None;
  'none-near': None;
  'events-wait': None;
  /** What went wrong in words that have no code. Where they name commands, those stand in `commands`, and `{0}` for the first. */
  said: { said: string; commands?: string[] };
  /** Several faults found at once, one a line. */
  'with-details': { why: Reason; details: string[] };
};

/** What can happen to an edition, in the order in which it does. */
export type EditionVerb = 'assemble' | 'approve' | 'reopen' | 'send' | 'finish' | 'publish' | 'cancel';

type None = Record<string, never>;

export type ReasonCode = keyof Reasons;

export type Reason<Code extends ReasonCode = ReasonCode> = {
  [C in Code]: { code: C; params: Reasons[C] };
}[Code];

export const reason = <C extends ReasonCode>(
  code: C,
  ...[params]: Reasons[C] extends None ? [] : [Reasons[C]]
): Reason<C> => ({ code, params: params ?? {} }) as Reason<C>;

/** Where somebody reads it: what to do is said for that place. */
export type Surface = 'terminal' | 'page' | 'mail';

/** The columns of a row that hold a reason. `reason` is its words for the version before this one, without commands. */
export type ReasonColumns = {
  reason: string | null;
  reason_code: string | null;
  reason_params: unknown;
};
