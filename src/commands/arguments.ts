import { InvalidArgumentError } from 'commander';

/** For commander: a positive whole number, or a sentence and exit status 2. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}
