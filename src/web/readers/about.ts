import type { Problem } from '../../../templates/web/readers/frame.tsx';

const LONGEST = 200;

/** What is wrong with a name and an organisation: only their length can be. */
export function aboutProblems(given: { name: string; organisation: string }): Problem[] {
  return [
    { field: 'name', text: given.name, what: 'Name' },
    { field: 'organisation', text: given.organisation, what: 'Organisation' },
  ]
    .filter(({ text }) => text.length > LONGEST)
    .map(({ field, what }) => ({ field, message: `${what} must be ${LONGEST} characters or fewer.` }));
}
