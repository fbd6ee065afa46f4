import { record } from '../acts/index.ts';
import {
  type Actor,
  type Clock,
  type Database,
  type Db,
  type EmailAddress,
  fault,
  type PersonId,
} from '../core/index.ts';
import { lockBelonging } from './change.ts';
import { deleteDeputiesWith } from './deputies.store.ts';
import { keepAnAdmin } from './last-admin.ts';
import { emptyRemoved, lockPerson, type PersonRow, updatePerson } from './people.store.ts';
import { deleteSessionsOf } from './session.store.ts';
import { deleteSignInsOf } from './sign-in.store.ts';

type Deps = { db: Database; clock: Clock };

/**
 * Ends somebody's belonging to the desk: where they are signed in, and the mails by which they could sign in, end with it.
 * What they did stays on record. @throws Fault `not-found`
 */
export function removePerson(
  { db, clock }: Deps,
  { email, by }: { email: EmailAddress; by: Actor },
): Promise<PersonRow> {
  return db.transaction().execute(async (tx) => {
    const known = await lockPerson(tx, email);
    if (!known || known.state === 'removed') {
      throw fault('not-found', 'Nobody of the desk has this address: `quarterly desk people` lists them.');
    }
    return removeLocked(tx, known, { by, at: clock.now() });
  });
}

/** The same, of somebody who was chosen from a list. @throws Fault `not-found`, `conflict` for the last admin */
export function removeById({ db, clock }: Deps, { id, by }: { id: PersonId; by: Actor }): Promise<PersonRow> {
  return db
    .transaction()
    .execute(async (tx) => removeLocked(tx, await lockBelonging(tx, id), { by, at: clock.now() }));
}

async function removeLocked(
  tx: Db,
  known: PersonRow,
  { by, at }: { by: Actor; at: Date },
): Promise<PersonRow> {
  await keepAnAdmin(tx, known, { roles: [], by });
  const person = await updatePerson(tx, known, { state: 'removed', removed_at: at });
  await deleteSessionsOf(tx, person.id);
  await deleteSignInsOf(tx, person.id);
  await deleteDeputiesWith(tx, person.id);
  await record(tx, { act: 'person.removed', by, subject: person.id, params: { roles: person.roles } }, at);
  return person;
}

/** Retention: the addresses and names of those who were removed before. Returns of how many. */
export const forgetRemoved = (db: Db, before: Date): Promise<number> => emptyRemoved(db, before);
