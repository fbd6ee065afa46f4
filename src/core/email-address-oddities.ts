import type { Fault } from './fault.ts';
import { told } from './told.ts';

/** What has no shape of its own on a screen: spaces of any kind, controls, format characters, fillers. */
const UNSEEN = '[\\p{Z}\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]';
const UNSEEN_AROUND = new RegExp(`^${UNSEEN}+|${UNSEEN}+$`, 'gu');
const FIRST_UNSEEN = new RegExp(`(?!\\x20)${UNSEEN}`, 'u');
const JOINERS = /[\u200c\u200d]/gu;

/** What spreadsheets, word processors and phones put for the characters of an address. */
const LOOKALIKE = /[\u2010-\u2015\u2018-\u201f\u2032\u2033\u2212\u00b4\u02bc\uff02-\uff5e]/u;

/**
 * A text without what cannot be seen at its ends: no-break and zero-width spaces, byte-order and direction marks, joiners.
 * Copying from a web page, a PDF or a spreadsheet brings them along.
 */
export const withoutUnseenEnds = (text: string): string => text.replace(UNSEEN_AROUND, '');

/**
 * An address as it was meant: without what cannot be seen at its ends, without a link's `mailto:` and what may follow it
 * (RFC 6068), and with the @ of East Asian keyboards as that of everyone (both name the same character by NFKC).
 */
export function plainAddress(text: string): string {
  const bare = withoutUnseenEnds(text).replace(/[\uff20\ufe6b]/gu, '@');
  return /^mailto:/i.test(bare) ? withoutUnseenEnds(bare.slice(7).replace(/\?.*$/su, '')) : bare;
}

const code = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * What a person cannot tell by looking at a refused address, as a refusal; undefined when nothing is hidden in it.
 * Joiners between letters beyond ASCII belong to words of some scripts (RFC 5892 appendix A) and are not named there.
 */
export function hiddenOddity(local: string, domain: string): Fault | undefined {
  const plain = /^[\x20-\x7e\u200c\u200d]*$/u.test(domain) ? domain : domain.replace(JOINERS, '');
  const [unseen] = FIRST_UNSEEN.exec(local + plain) ?? [];
  if (unseen !== undefined) return told('invalid', 'emailAddress.unseen', { code: code(unseen) });
  const [lookalike] = LOOKALIKE.exec(local + domain) ?? [];
  if (lookalike !== undefined)
    return told('invalid', 'emailAddress.lookalike', { character: lookalike, code: code(lookalike) });
  return undefined;
}
