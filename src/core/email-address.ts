import { domainToASCII } from 'node:url';
import { hiddenOddity, plainAddress } from './email-address-oddities.ts';
import type { Fault } from './fault.ts';
import { told } from './told.ts';

/** An address that SES can take: ASCII local part, punycode domain, at most 254 octets (RFC 5321 §4.5.3.1). */
export type EmailAddress = string & { readonly __brand: 'EmailAddress' };

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/**
 * `domainToASCII` is a URL parser: it decodes `%65`, drops newlines and soft hyphens, and cuts at `/` and `?`, so that
 * one text could be shown and another mailed. Only letters, marks, digits, hyphens, dots and the two joiners go in.
 */
const DOMAIN = /^[\p{L}\p{M}\p{N}\-.。．｡\u00b7\u30fb\u200c\u200d]+$/u;

/** Why a text is no address we can send to, as a refusal for the person who typed it; undefined when it is one. */
function refusal(local: string, domain: string, ascii: string): Fault | undefined {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(local + domain)) {
    return told('invalid', 'emailAddress.control');
  }
  if (/[<>,;]/.test(local + domain)) return told('invalid', 'emailAddress.several');
  if (local === '' || domain === '') return told('invalid', 'emailAddress.format');
  if (/["\\]/.test(local)) {
    return told('invalid', 'emailAddress.quoted');
  }
  const hidden = hiddenOddity(local, domain);
  if (hidden !== undefined && (ascii === '' || /[^\x20-\x7e]/.test(local))) return hidden;
  if (/[^\x20-\x7e]/.test(local)) {
    return told('invalid', 'emailAddress.accented');
  }
  if (local.length > 64) return told('invalid', 'emailAddress.longLocal');
  if (local.length + 1 + (ascii || domain).length > 254) {
    return told('invalid', 'emailAddress.long');
  }
  return LOCAL.test(local) && isDomain(ascii) ? undefined : told('invalid', 'emailAddress.format');
}

function isDomain(ascii: string): boolean {
  const labels = ascii.split('.');
  return (
    labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/**
 * Reads one address as a person typed it, in a form or in a file, after `plainAddress`. The domain is lower-cased and made punycode (RFC 5891); the local part keeps
 * its case (RFC 5321 §2.4) and mailboxes are compared through `addressKey`. Tags (`name+tag@`) are part of the address.
 * Quoted and non-ASCII local parts and IP literals are refused: SES has no SMTPUTF8, and nobody who reads a bulletin
 * has such an address.
 * @throws Fault `invalid` with a sentence for the person who typed it.
 */
export function parseEmailAddress(text: string): EmailAddress {
  const trimmed = plainAddress(text);
  if (trimmed === '') throw told('invalid', 'wrong.email');
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(at, 0));
  const domain = at === -1 ? '' : trimmed.slice(at + 1);
  const ascii = DOMAIN.test(domain) ? domainToASCII(domain).toLowerCase() : '';
  const why = at === -1 ? refusal(trimmed, '', '') : refusal(local, domain, ascii);
  if (why !== undefined) throw why;
  return `${local}@${ascii}` as EmailAddress;
}

/** The form under which one mailbox is stored once: the whole address in lower case. */
export const addressKey = (address: EmailAddress) => address.toLowerCase() as EmailAddress;

/** What stands in a text where an address was before its reader was erased. */
export const ADDRESS_REMOVED = '(address removed)';
