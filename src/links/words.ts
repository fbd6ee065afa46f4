import type { LinkPlace } from '../rendering/index.ts';

const FIELDS: Readonly<Record<LinkPlace['field'], string>> = {
  welcome: 'in the welcome',
  story: 'in the story',
  links: 'under its links',
  contact: 'in its contact',
};

/** Of a check that nothing answered. */
export const OFFLINE =
  'No site answered, so the machine that asks seems to have no way to the internet. What the links lead to is not known: check them again when it has.';

/** Which field of its article or edition a link stands in, and under which words. */
export const sayLinkPlace = ({ field, text }: LinkPlace): string =>
  text === '' || field === 'contact' ? FIELDS[field] : `${FIELDS[field]}, “${text}”`;
