import { fault, isColour, parseLanguage } from '../core/index.ts';

/** @throws Fault `invalid` */
export function readLabel(text: string): string {
  const label = text.trim();
  if (label === '' || label.length > 100 || /\p{Cc}/u.test(label))
    throw fault('invalid', 'The label must be one line of 1 to 100 characters.');
  return label;
}

export const LONGEST_DESCRIPTION = 500;

/** What stands under the label where readers choose; it may be empty. @throws Fault `invalid` */
export function readDescription(text: string): string {
  const description = text.trim().replace(/\s+/gu, ' ');
  if (description.length > LONGEST_DESCRIPTION || /\p{Cc}/u.test(description))
    throw fault('invalid', `The description must be text of at most ${LONGEST_DESCRIPTION} characters.`);
  return description;
}

/** Of its heading in the mail, in lower case; null for empty text: the theme's own. @throws Fault `invalid` */
export function readColour(text: string): string | null {
  const colour = text.trim().toLowerCase();
  if (colour === '') return null;
  if (!isColour(colour))
    throw fault('invalid', 'The colour must be # and six digits or letters from a to f, such as #1d70b8.');
  return colour;
}

/** Null for empty text: the edition's own. @throws Fault `invalid` for what is no BCP 47 tag */
export const readLanguage = (text: string): string | null =>
  text.trim() === '' ? null : parseLanguage(text.trim());
