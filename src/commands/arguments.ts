import { InvalidArgumentError } from 'commander';
import { type EmailAddress, parseEmailAddress, sentenceOf } from '../core/index.ts';

/** For commander: a positive whole number, or a sentence and exit status 2. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

/** For commander: an e-mail address as it is stored, or a sentence and exit status 2. */
export function emailAddress(text: string): EmailAddress {
  try {
    return parseEmailAddress(text);
  } catch (error) {
    throw new InvalidArgumentError(sentenceOf(error));
  }
}
