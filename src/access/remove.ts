import { record } from '../acts/index.ts';
import { type Actor, type Clock, type Database, type Db, type EmailAddress, fault } from '../core/index.ts';
import { emptyRemoved, lockPerson, type PersonRow, updatePerson } from './people.store.ts';
import { deleteSessionsOf } from './session.store.ts';
import { deleteSignInsOf } from './sign-in.store.ts';

/**
 * Ends somebody's belonging to the desk: where they are signed in, and the mails by which they could sign in, end with it.
 * What they did stays on record. @throws Fault `not-found`
 */
export function removePerson(
  { db, clock }: { db: Database; clock: Clock },
  { email, by }: { email: EmailAddress; by: Actor },
): Promise<PersonRow> {
  return db.transaction().execute(async (tx) => {
    const known = await lockPerson(tx, email);
    if (!known || known.state === 'removed') {
      throw fault('not-found', 'Nobody of the desk has this address: `quarterly desk people` lists them.');
    }
    const at = clock.now();
    const person = await updatePerson(tx, known, { state: 'removed', removed_at: at });
    await deleteSessionsOf(tx, person.id);
    await deleteSignInsOf(tx, person.id);
    await record(tx, { act: 'person.removed', by, subject: person.id, params: { roles: person.roles } }, at);
    return person;
  });
}

/** Retention: the addresses and names of those who were removed before. Returns of how many. */
export const forgetRemoved = (db: Db, before: Date): Promise<number> => emptyRemoved(db, before);
