import { record } from '../acts/index.ts';
import {
  type Actor,
  type Clock,
  type Database,
  type EmailAddress,
  oneLine,
  type Role,
} from '../core/index.ts';
import { changeLocked, rolesIn } from './change.ts';
import { insertPerson, lockPerson, type PersonRow, updatePerson } from './people.store.ts';

export type Invitation = { email: EmailAddress; name?: string; roles: readonly Role[]; by: Actor };

/** Who it was, and what became of them: `unchanged` belonged to the desk with these roles before. */
export type Invited = { person: PersonRow; outcome: 'invited' | 'changed' | 'unchanged' };

/** Makes somebody one of the desk, or gives one of the desk other roles. The same again changes nothing. */
export function invitePerson(
  { db, clock }: { db: Database; clock: Clock },
  { email, name: given, roles: wanted, by }: Invitation,
): Promise<Invited> {
  const roles = rolesIn(wanted);
  const name = oneLine(given ?? '') || undefined;
  return db.transaction().execute(async (tx) => {
    const at = clock.now();
    const known = await lockPerson(tx, email);
    if (!known || known.state === 'removed') {
      const back = { name: name ?? known?.name ?? null, roles, state: 'invited', removed_at: null } as const;
      const person = known
        ? await updatePerson(tx, known, back)
        : await insertPerson(tx, { email, name: name ?? null, roles, at });
      await record(tx, { act: 'person.invited', by, subject: person.id, params: { roles } }, at);
      return { person, outcome: 'invited' };
    }
    const person = await changeLocked(tx, known, { name, roles, by, at });
    return { person, outcome: person === known ? 'unchanged' : 'changed' };
  });
}
