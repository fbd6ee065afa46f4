import { type Invited, invitePerson, listPeople, type PersonRow, removePerson } from '../access/index.ts';
import { type EmailAddress, localTime, type Role } from '../core/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

type Asked = { json?: boolean };

export const invite = (email: EmailAddress, { role, name, json }: Asked & { role: Role[]; name?: string }) =>
  acting('people.change', OPERATOR, async (app, by) => {
    const invited = await invitePerson(app, { email, roles: role, by, ...(name ? { name } : {}) });
    if (json) sayJson({ ...shown(invited.person), outcome: invited.outcome });
    else say(sentence(invited));
  });

export const people = ({ json }: Asked) =>
  withApp(async ({ db, config }) => {
    const found = await listPeople(db);
    if (json) sayJson(found.map(shown));
    else if (found.length === 0)
      say('Nobody yet: `quarterly desk invite EMAIL --role admin` makes the first.');
    else say(table([['email', 'name', 'roles', 'state'], ...found.map((one) => row(one, config.timeZone))]));
  });

export const removePersonCommand = (email: EmailAddress, { json }: Asked) =>
  acting('people.change', OPERATOR, async (app, by) => {
    const person = await removePerson(app, { email, by });
    if (json) sayJson(shown(person));
    else say(`${person.email} is removed, and signed out everywhere. What they did stays on record.`);
  });

const shown = ({ id, email, name, roles, state, created_at, removed_at }: PersonRow) => ({
  id,
  email,
  name,
  roles,
  state,
  createdAt: created_at,
  removedAt: removed_at,
});

function sentence({ person, outcome }: Invited): string {
  const roles = person.roles.join(', ');
  switch (outcome) {
    case 'invited':
      return `${person.email} is invited (${roles}).`;
    case 'changed':
      return `${person.email} is ${roles} now.`;
    case 'unchanged':
      return `${person.email} is ${roles} already.`;
  }
}

const row = ({ email, name, roles, state, removed_at }: PersonRow, timeZone: string) => [
  email ?? '',
  name ?? '',
  roles.join(', '),
  removed_at === null ? state : `${state} at ${localTime(removed_at, timeZone)}`,
];
