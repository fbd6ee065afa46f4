export type MessageTag = { name: string; value: string };

/** One accepted mail, without its bytes. */
export type Mail = {
  /** The SES MessageId. */
  id: string;
  /** 1 for the first mail ever kept. */
  sequence: number;
  /** Arrival by the wall clock, milliseconds since 1970. */
  at: number;
  /** Arrival in milliseconds on a clock that never jumps, for spacing and rates. */
  monotonicMs: number;
  source: string;
  destinations: string[];
  tags: MessageTag[];
  configurationSet?: string;
  /** Size of the decoded mail; of the encoded one in mode `count` or without a hash. */
  bytes: number;
  /** SHA-256 of the decoded mail. */
  hash?: string;
  /** SHA-256 of the request body as it came over the wire. */
  bodyDigest?: string;
};

/** Where accepted mails are kept. `add` returns only when the mail would survive the death of this process. */
export type MailStore = {
  add(mail: Mail, raw: Buffer | undefined): void;
  count(): number;
  /** Oldest first; empty when only a ledger is kept. */
  list(): readonly Mail[];
  find(id: string): Mail | undefined;
  raw(id: string): Buffer | undefined;
  /** One JSON line a mail, oldest first. */
  ledger(): Iterable<string | Buffer>;
  clear(): void;
  close(): void;
};

export const ledgerLine = (mail: Mail) => `${JSON.stringify(mail)}\n`;

export function* ledgerOf(mails: readonly Mail[]) {
  for (const mail of mails) yield ledgerLine(mail);
}
