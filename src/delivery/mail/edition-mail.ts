import {
  type Clock,
  type Db,
  type EditionNumber,
  fault,
  parseEmailAddress,
  plainSlug,
} from '../../core/index.ts';
import { draftSnapshot, type FrozenSnapshot, loadStanding, type Snapshot } from '../../editions/index.ts';
import {
  type CompiledEdition,
  compileEdition,
  type RenderOptions,
  renderSnapshot,
  spliceMail,
} from '../../rendering/index.ts';
import { readerLanguage } from '../../words/written.ts';
import type { EditionMail, Sender } from '../deps.ts';
import type { MailHead } from './mime.ts';

/** Where mail comes from: `MAIL_FROM`, if set, and the address of our own pages. */
export type From = { sender?: Sender; publicUrl: string };

/**
 * Opens what stands of an approved edition for sending. What its flow rendered is used when it was rendered for these options and by this
 * version; else it is rendered anew: after an upgrade, or with other options, nobody comes by to do it.
 * @throws Fault `conflict` when it was not approved.
 */
export async function openEditionMail(
  deps: { db: Db; clock: Clock },
  { rendering, ...from }: From & { rendering: RenderOptions },
  edition: EditionNumber,
): Promise<EditionMail> {
  const standing = await loadStanding(deps.db, edition);
  if (!standing) throw fault('conflict', `Edition ${edition} cannot be sent: it has not been approved.`);
  return mailOf(standing, await renderSnapshot(deps, standing, rendering), { ...from, rendering });
}

/**
 * Opens an edition as it would be approved now. Compiles it each time: for copies only.
 * @throws Fault `conflict` when it holds no article
 */
export async function openDraftMail(
  deps: { db: Db; clock: Clock },
  { rendering, ...from }: From & { rendering: RenderOptions },
  edition: EditionNumber,
): Promise<EditionMail> {
  const draft = await draftSnapshot(deps, edition);
  if (draft.snapshot.sections.length === 0)
    throw fault('conflict', `Edition ${edition} holds no article yet, so there is no mail to send.`);
  return mailOf(draft, await compileEdition(draft, rendering), { ...from, rendering });
}

function mailOf(
  { snapshot }: FrozenSnapshot,
  compiled: CompiledEdition,
  { rendering: { languages = ['en'] }, ...from }: From & { rendering: RenderOptions },
): EditionMail {
  const { others = {} } = compiled;
  return {
    slugs: compiled.sections,
    head: editionHead(snapshot, from),
    variant: (slugs, language) => spliceMail(compiled, slugs, language),
    languageOf(own) {
      const language = readerLanguage(own, languages);
      return others[language] === undefined ? undefined : language;
    },
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
  // Readers' filters know it: it stays what it was before other scripts had slugs.
  return `${plainSlug(title, 'bulletin')}.${domain}`;
}
