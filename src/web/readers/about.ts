import type { Problem } from '../../../templates/web/readers/frame.tsx';
import type { Locale } from '../../words/index.ts';

const LONGEST = 200;

/** What is wrong with a name and an organisation: only their length can be. */
export function aboutProblems(given: { name: string; organisation: string }, { say }: Locale): Problem[] {
  const letters = String(LONGEST);
  return [
    { field: 'name', text: given.name, message: say('wrong.nameLong', { letters }) },
    { field: 'organisation', text: given.organisation, message: say('wrong.organisationLong', { letters }) },
  ]
    .filter(({ text }) => text.length > LONGEST)
    .map(({ field, message }) => ({ field, message }));
}
