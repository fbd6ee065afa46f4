import type { Installation } from '../../settings/index.ts';
import type { SesReading } from '../ses-event.ts';

/** The mail that an event may be about, as we know it: found by our tag, or by its MessageId. */
export type KnownMail = {
  /** That of SES; null = no answer of SES has been stored. */
  messageId: string | null;
  /** Keyed hashes of the mailbox that it went to; empty = not known. */
  mailboxes: readonly string[];
  tries: number;
};

/** `wait`: its MessageId may be on its way into the database. */
export type Belonging = 'ours' | 'not ours' | 'wait';

/**
 * Pure: whether an event is about a mail of this installation. Several may share one SES account and topic, a copied
 * database among them, and all number their deliveries from 1: a number alone says nothing. What SES alone knows proves
 * it, the MessageId; until that is stored, our own id in the tags. The recipient must agree wherever both are known.
 */
export function belonging(
  event: Pick<SesReading, 'messageId' | 'installation' | 'mail'> & { mailboxes: readonly string[] },
  mail: KnownMail | undefined,
  { id, former }: Pick<Installation, 'id' | 'former'>,
): Belonging {
  const own = event.installation === id;
  if (event.installation !== undefined && !own && !former.includes(event.installation)) return 'not ours';
  if (!mail) return event.mail === undefined ? 'wait' : 'not ours';
  const agreed = agreement(event.mailboxes, mail.mailboxes);
  if (agreed === false) return 'not ours';
  if (mail.messageId === event.messageId) return 'ours';
  // Also of a mail that was never called: in a restored database what went since the backup stands as planned again.
  if (mail.messageId === null) return own ? 'ours' : 'wait';
  // A mail that was sent again after an answer was lost has two MessageIds, of which we know the last.
  return own && mail.tries > 1 && agreed === true ? 'ours' : 'not ours';
}

/** `undefined` where one of the two is not known. */
function agreement(event: readonly string[], mail: readonly string[]): boolean | undefined {
  if (event.length === 0 || mail.length === 0) return undefined;
  return mail.some((mailbox) => event.includes(mailbox));
}
