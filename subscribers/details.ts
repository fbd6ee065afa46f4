import { type Fault, fault, told } from '../src/core/index.ts';

const LONGEST = 200;

type What = 'name' | 'organisation' | 'reason';

/**
 * One line as a person typed it: composed Unicode, no control characters, single spaces; null when nothing is left.
 * @throws Fault `invalid` when it is longer than 200 characters.
 */
export function tidyLine(text: string | null | undefined, what: What): string | null {
  const tidy = (text ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (tidy.length > LONGEST) throw tooLong(what);
  return tidy === '' ? null : tidy;
}

/** Readers type their name and organisation; a reason is an operator's. */
function tooLong(what: What): Fault {
  if (what === 'name') return told('invalid', 'readerRefused.nameTooLong', { letters: LONGEST });
  if (what === 'organisation')
    return told('invalid', 'readerRefused.organisationTooLong', { letters: LONGEST });
  return fault('invalid', `The ${what} must be ${LONGEST} characters or fewer.`);
}
