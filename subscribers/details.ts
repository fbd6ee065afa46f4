import { fault } from '../src/core/index.ts';

const LONGEST = 200;

/**
 * One line as a person typed it: composed Unicode, no control characters, single spaces; null when nothing is left.
 * @throws Fault `invalid` when it is longer than 200 characters.
 */
export function tidyLine(
  text: string | null | undefined,
  what: 'name' | 'organisation' | 'reason',
): string | null {
  const tidy = (text ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (tidy.length > LONGEST) throw fault('invalid', `The ${what} must be ${LONGEST} characters or fewer.`);
  return tidy === '' ? null : tidy;
}
