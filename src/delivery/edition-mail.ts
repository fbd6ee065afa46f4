import { type Db, type EditionNumber, fault, parseEmailAddress, slugify } from '../core/index.ts';
import { loadStanding, type Snapshot } from '../editions/index.ts';
import { loadRendering, spliceMail } from '../rendering/index.ts';
import type { EditionMail, Sender } from './deps.ts';
import type { MailHead } from './mime.ts';

/** Where mail comes from: `MAIL_FROM`, if set, and the address of our own pages. */
export type From = { sender?: Sender; publicUrl: string };

/**
 * Opens an approved and rendered edition for sending.
 * @throws Fault `conflict` when it was not approved or not rendered.
 */
export async function openEditionMail(db: Db, from: From, edition: EditionNumber): Promise<EditionMail> {
  const standing = await loadStanding(db, edition);
  const compiled = standing && (await loadRendering(db, { edition, snapshot: standing.hash }));
  if (!standing || !compiled) {
    const missing = standing ? 'rendered' : 'approved';
    throw fault('conflict', `Edition ${edition} cannot be sent: it has not been ${missing}.`);
  }
  return {
    slugs: compiled.sections,
    head: editionHead(standing.snapshot, from),
    variant: (slugs) => spliceMail(compiled, slugs),
  };
}

/** Replies go to the editors' mailbox, whoever the technical sender is. */
export function editionHead(snapshot: Snapshot, { sender, publicUrl }: From): MailHead {
  const mailbox = parseEmailAddress(snapshot.mailbox);
  return {
    from: { name: sender?.name || snapshot.publisher, address: sender?.address ?? mailbox },
    replyTo: mailbox,
    list: { id: listId(snapshot.title, publicUrl), description: snapshot.title },
    kind: 'bulk',
    date: new Date(snapshot.approvedAt),
  };
}

/** RFC 2919 §2: dot-separated like a domain name, the same for every edition, in a domain of ours. */
function listId(title: string, publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/i.test(hostname)
    ? hostname
    : 'localhost.localdomain';
  return `${slugify(title, 'bulletin')}.${domain}`;
}
