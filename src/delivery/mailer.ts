import { type EmailAddress, reason, sayReason } from '../core/index.ts';

/** One mail ready to go: its bytes in pieces. Pieces that many mails share are the same object each time. */
export type OutgoingMail = {
  /** Envelope sender, `Source` of SES. */
  source: EmailAddress;
  to: EmailAddress;
  pieces: readonly Uint8Array[];
  /** SES message tags: names and values of `[A-Za-z0-9_-]`, at most 256 characters. */
  tags: Readonly<Record<string, string>>;
};

/**
 * What SES said, sorted at the edge:
 * - `slow-down`: the rate was exceeded; wait, no try is spent.
 * - `stop-all`: no mail can go now; `daily-quota` frees by itself, `broken` needs a person, and so does `off`.
 * - `never`: this address will not take it.
 * - `again`: it certainly never reached SES.
 * - `unknown`: nobody can say.
 */
export type SesAnswer =
  | { kind: 'accepted'; messageId: string }
  | { kind: 'slow-down'; reason: string }
  | { kind: 'stop-all'; cause: 'daily-quota' | 'broken' | 'off'; reason: string }
  | { kind: 'never'; reason: string }
  | { kind: 'again'; reason: string }
  | { kind: 'unknown'; reason: string };

/** `GetSendQuota`: mails a second and mails in 24 hours (Infinity = no limit), and how many of those are spent. */
export type SendQuota = { perSecond: number; perDay: number; sentToday: number };

/** The port to Amazon SES. Neither function retries; `send` never throws, `quota` does when SES cannot be asked, with Fault `forbidden`
 * when SES denies it. */
export type Mailer = {
  send(mail: OutgoingMail): Promise<SesAnswer>;
  quota(): Promise<SendQuota>;
  close(): void;
};

/** What stands in for SES with `SENDING=off`: nothing leaves, and the run says why. */
export const closedMailer: Mailer = {
  send: async () => ({
    kind: 'stop-all',
    cause: 'off',
    reason: sayReason(reason('sending-off'), 'terminal'),
  }),
  quota: async () => ({ perSecond: 1, perDay: Number.POSITIVE_INFINITY, sentToday: 0 }),
  close: () => {},
};
