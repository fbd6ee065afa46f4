import { z } from 'zod';
import { addressKey, type EmailAddress, parseEmailAddress } from '../../core/index.ts';

const people = z
  .array(z.looseObject({ emailAddress: z.string() }))
  .optional()
  .catch(undefined);
const shape = z.looseObject({
  mail: z
    .looseObject({ destination: z.array(z.string()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  bounce: z.looseObject({ bouncedRecipients: people }).optional().catch(undefined),
  complaint: z.looseObject({ complainedRecipients: people }).optional().catch(undefined),
});

/**
 * The one mailbox that an SES event is about; `undefined` when it names none, or several. Where the mail was addressed to
 * one, it is that one: `bouncedRecipients` may name the address to which that mailbox forwards (SES Developer Guide,
 * "Bounced recipients": "the value of the Final-Recipient field from the DSN").
 */
export function recipientOf(event: object): EmailAddress | undefined {
  const { mail, bounce, complaint } = shape.parse(event);
  const addressed = mailboxes(mail?.destination ?? []);
  const named = mailboxes(
    [...(bounce?.bouncedRecipients ?? []), ...(complaint?.complainedRecipients ?? [])].map(
      ({ emailAddress }) => emailAddress,
    ),
  );
  if (addressed.length === 1) return addressed[0];
  const meant = addressed.length === 0 ? named : named.filter((one) => addressed.includes(one));
  return meant.length === 1 ? meant[0] : undefined;
}

const mailboxes = (texts: readonly string[]): EmailAddress[] => [
  ...new Set(texts.flatMap((text) => read(text) ?? [])),
];

/** `Name <address>` too, as in a header. What is no address of ours to send to was not sent by us. */
function read(text: string): EmailAddress | undefined {
  try {
    return addressKey(parseEmailAddress(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text));
  } catch {
    return undefined;
  }
}
