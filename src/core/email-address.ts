import { domainToASCII } from 'node:url';
import { fault } from './fault.ts';

/** An address that SES can take: ASCII local part, punycode domain, at most 254 octets (RFC 5321 §4.5.3.1). */
export type EmailAddress = string & { readonly __brand: 'EmailAddress' };

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads one address as a person typed it. The domain is lower-cased and made punycode; the local part keeps its case
 * (RFC 5321 §2.4) and is compared through `sameMailbox`/`addressKey`.
 * Quoted local parts and non-ASCII local parts are refused: SES has no SMTPUTF8.
 * @throws Fault `invalid` with a sentence for the person who typed it.
 */
export function parseEmailAddress(text: string): EmailAddress {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  const domain = domainToASCII(trimmed.slice(at + 1)).toLowerCase();
  const labels = domain.split('.');
  const good =
    at > 0 &&
    local.length <= 64 &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '') &&
    local.length + 1 + domain.length <= 254;
  if (!good) {
    throw fault('invalid', 'Enter an email address in the correct format, like name@example.org.');
  }
  return `${local}@${domain}` as EmailAddress;
}

/** The form under which one mailbox is stored once: the whole address in lower case. */
export const addressKey = (address: EmailAddress) => address.toLowerCase() as EmailAddress;
