import { randomBytes } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import { canonicalJson, type EmailAddress, sha256 } from '../../core/index.ts';
import type { MailVariant } from '../../rendering/index.ts';
import { cutAt } from './cut.ts';
import { quotedPrintable, quotedPrintablePiece } from './quoted-printable.ts';

/** What every mail of an edition or of a kind of notice says of its sender. */
export type MailHead = {
  from: { name: string; address: EmailAddress };
  replyTo: EmailAddress;
  /** `List-Id` (RFC 2919) without the angle brackets, and its description; absent on notices. */
  list?: { id: string; description: string };
  /** `bulk`: an edition. `single`: a mail that answers what a person did. */
  kind: 'bulk' | 'single';
  date: Date;
};

/** What differs for each reader. Addresses must have been through `parseEmailAddress`. */
export type ReaderValues = {
  to: EmailAddress;
  /** Left of the `@` of Message-ID, `[A-Za-z0-9.-]`. SES puts its own in place. */
  messageKey: string;
  unsubscribe: string;
  preferences: string;
};

type Content = Pick<MailVariant, 'subject' | 'html' | 'text' | 'slots'>;
type Slot = keyof ReaderValues | 'unsubscribeHeader' | 'unsubscribeHtml' | 'preferencesHtml';
/** A mail of one variant, cut at its slots: the pieces between are bytes that all its mails share. */
export type MailTemplate = readonly (Uint8Array | Slot)[];

/** What stands for a slot while MailComposer is at work: drawn anew for each template, so that no title can hold it. */
type Marks = Record<'to' | 'key' | 'name' | 'unsubscribe' | 'text' | 'html', string>;

function drawMarks(): Marks {
  const drawn = `q${randomBytes(10).toString('hex')}`;
  return {
    to: `${drawn}to@slot.invalid`,
    key: `${drawn}key`,
    name: `${drawn}name`,
    unsubscribe: `https://${drawn}leave.invalid/`,
    // The letter outside ASCII makes MailComposer choose quoted-printable, which our own pieces are.
    text: `${drawn}text-é`,
    html: `${drawn}html-é`,
  };
}

/** The same for the same content, whatever its slots were drawn as: two processes make one mail alike. */
function boundaryOf({ subject, text, html, slots }: Content, head: MailHead): string {
  const steady = Object.entries(slots).reduce(
    (words, [name, slot]) => words.replaceAll(slot, name),
    `${text}\n${html}`,
  );
  return sha256(canonicalJson([subject, steady, head])).slice(0, 16);
}

/**
 * Builds the mail of one variant once. MailComposer makes headers and structure; the bodies are cut at the reader's
 * slots while decoded and each piece is quoted-printable by itself, since a token replaced inside encoded lines breaks
 * them. Text first (RFC 2046 §5.1.4: the last part is the richest); text alone when `format` is text.
 */
export async function mailTemplate(
  content: Content,
  head: MailHead,
  format: 'html' | 'text',
): Promise<MailTemplate> {
  const html = format === 'html' ? content.html : undefined;
  const boundary = boundaryOf({ ...content, html: html ?? '' }, head);
  const drawn = drawMarks();
  const skeleton = (await compose({ ...content, html }, head, { boundary, drawn })).toString('latin1');
  const { unsubscribe, preferences } = content.slots;
  const text = bodyPieces(content.text, [
    [unsubscribe, 'unsubscribe'],
    [preferences, 'preferences'],
  ]);
  const rich = bodyPieces(html ?? '', [
    [unsubscribe, 'unsubscribeHtml'],
    [preferences, 'preferencesHtml'],
  ]);
  const marks: [string, MailTemplate][] = [
    [drawn.to, ['to']],
    [drawn.key, ['messageKey']],
    [drawn.name, [Buffer.from(asTyped(clipped(head.from.name)), 'latin1')]],
    [drawn.unsubscribe, ['unsubscribeHeader']],
    [quotedPrintable(drawn.text), text],
    [quotedPrintable(drawn.html), rich],
  ];
  return joined(
    cutAt(skeleton, marks).flatMap((cut) => ('mark' in cut ? cut.mark : [Buffer.from(cut.text, 'latin1')])),
  );
}

/** Neighbouring bytes as one piece. */
function joined(pieces: MailTemplate): MailTemplate {
  const result: (Uint8Array | Slot)[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece instanceof Uint8Array && last instanceof Uint8Array)
      result.push(Buffer.concat([result.pop() as Uint8Array, piece]));
    else result.push(piece);
  }
  return result;
}

/** Cuts a decoded body at its slots. Every piece but the last ends in a soft break. */
function bodyPieces(body: string, slots: [string, Slot][]): MailTemplate {
  const cuts = cutAt(body, slots);
  return cuts.map((cut, at) => {
    if ('mark' in cut) return cut.mark;
    const encode = at === cuts.length - 1 ? quotedPrintable : quotedPrintablePiece;
    return Buffer.from(encode(cut.text), 'latin1');
  });
}

/** The mail of one reader. Pieces that do not depend on the reader are the template's own objects. */
export function fillTemplate(template: MailTemplate, values: ReaderValues): Uint8Array[] {
  return template.map((piece) =>
    typeof piece === 'string' ? Buffer.from(slotText(piece, values), 'latin1') : piece,
  );
}

function slotText(slot: Slot, values: ReaderValues): string {
  switch (slot) {
    case 'to':
      return values.to;
    case 'messageKey':
      return values.messageKey;
    case 'unsubscribeHeader':
      return values.unsubscribe;
    case 'unsubscribe':
    case 'preferences':
      return quotedPrintablePiece(values[slot]);
    case 'unsubscribeHtml':
      return quotedPrintablePiece(escapeAttribute(values.unsubscribe));
    case 'preferencesHtml':
      return quotedPrintablePiece(escapeAttribute(values.preferences));
  }
}

const escapeAttribute = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const HEADER_MOST = 250;

/** MailComposer folds a header at its spaces only, and a line may have 998 octets (RFC 5322 §2.1.1). No mailbox shows more. */
function clipped(words: string): string {
  const letters = [...words];
  return letters.length <= HEADER_MOST ? words : `${letters.slice(0, HEADER_MOST - 1).join('')}…`;
}

function compose(
  { subject, html }: { subject: string; html: string | undefined },
  head: MailHead,
  { boundary, drawn }: { boundary: string; drawn: Marks },
): Promise<Buffer> {
  const fixed = (value: string) => ({ prepared: true, value });
  const headers: { key: string; value: ReturnType<typeof fixed> }[] = [
    { key: 'Auto-Submitted', value: fixed('auto-generated') },
    ...(head.kind === 'bulk' ? bulkHeaders(fixed, drawn) : []),
    ...(head.list ? [{ key: 'List-Id', value: fixed(listId(head.list)) }] : []),
  ];
  const mail = new MailComposer({
    // A From of its own making is no choice: MailComposer writes that itself.
    from: { ...head.from, name: TYPED.test(head.from.name) ? drawn.name : clipped(head.from.name) },
    to: drawn.to,
    replyTo: head.replyTo,
    subject: clipped(subject),
    date: head.date,
    messageId: `<${drawn.key}@${head.from.address.split('@')[1]}>`,
    text: drawn.text,
    ...(html === undefined ? {} : { html: drawn.html }),
    textEncoding: 'quoted-printable',
    newline: '\r\n',
    headers,
    // Its own default repeats through a process; a hash of the content cannot stand in the content.
    baseBoundary: boundary,
  });
  const message = mail.compile();
  if (TYPED.test(subject)) message.setHeader('Subject', fixed(asTyped(clipped(subject))));
  return message.build();
}

/** What reads as an encoded word (RFC 2047 §2) without being one: a mail program would decode it. */
const TYPED = /=\?/;

/**
 * A title or name in which somebody typed that, encoded as a whole, so that it stays what was typed: MailComposer leaves
 * ASCII as it is. Folded at each word.
 */
const asTyped = (text: string) => encodeWord(text, 'B', 52).replaceAll(' ', '\r\n ');

/** Gmail's and Yahoo's rules for bulk senders: RFC 8058 one-click, exactly one https address. */
const bulkHeaders = <T>(fixed: (value: string) => T, { unsubscribe }: Marks) => [
  { key: 'List-Unsubscribe', value: fixed(`<${unsubscribe}>`) },
  { key: 'List-Unsubscribe-Post', value: fixed('List-Unsubscribe=One-Click') },
  { key: 'Precedence', value: fixed('bulk') },
];

/** RFC 2919 §2: an optional phrase and the id. The phrase is dropped when it would need encoding. */
function listId({ id, description }: { id: string; description: string }): string {
  const plain = description.replace(/["\\]/g, '').trim();
  return /^[\x20-\x7e]{1,120}$/.test(plain) ? `"${plain}" <${id}>` : `<${id}>`;
}
