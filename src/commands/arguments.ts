import { InvalidArgumentError } from 'commander';
import { type Day, day } from '../core/day.ts';
import { type EmailAddress, parseEmailAddress } from '../core/email-address.ts';
import { sentenceOf } from '../core/fault.ts';

/** For commander: a positive whole number, or a sentence and exit status 2. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

/** For commander: `30m`, `2h` or `1d` as minutes, from one minute to a week, or a sentence and exit status 2. */
export function minutes(text: string): number {
  const [, number, unit = ''] = /^([1-9]\d{0,4})(m|h|d)$/.exec(text) ?? [];
  const found = Number(number) * ({ m: 1, h: 60, d: 1_440 }[unit] ?? Number.NaN);
  if (found <= 10_080) return found;
  throw new InvalidArgumentError('It must be a time such as 30m, 2h or 1d, a week at most.');
}

/** For commander: a day such as `2027-01-31`, or a sentence and exit status 2. */
export function calendarDay(text: string): Day {
  try {
    return day(text);
  } catch {
    throw new InvalidArgumentError('It must be a day such as 2027-01-31.');
  }
}

/** For commander: an e-mail address as it is stored, or a sentence and exit status 2. */
export function emailAddress(text: string): EmailAddress {
  try {
    return parseEmailAddress(text);
  } catch (error) {
    throw new InvalidArgumentError(sentenceOf(error));
  }
}
