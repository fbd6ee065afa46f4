import { record } from '../acts/index.ts';
import {
  type Actor,
  type Clock,
  type Database,
  type Db,
  fault,
  oneLine,
  type PersonId,
  type Role,
} from '../core/index.ts';
import { keepAnAdmin } from './last-admin.ts';
import { lockPersonById, type PersonRow, updatePerson } from './people.store.ts';

/** `name` left out = as it is. */
export type PersonChange = { name?: string | undefined; roles: readonly Role[]; by: Actor };

/** Gives somebody of the desk other roles, or another name. @throws Fault `not-found`, `conflict` for the last admin */
export function changePerson(
  { db, clock }: { db: Database; clock: Clock },
  id: PersonId,
  change: PersonChange,
): Promise<PersonRow> {
  return db.transaction().execute(async (tx) => {
    const known = await lockBelonging(tx, id);
    await keepAnAdmin(tx, known, change);
    return changeLocked(tx, known, { ...change, at: clock.now() });
  });
}

/** Locked until the transaction ends. @throws Fault `not-found` where they are removed, or never were */
export async function lockBelonging(tx: Db, id: PersonId): Promise<PersonRow> {
  const known = await lockPersonById(tx, id);
  if (!known || known.state === 'removed') {
    throw fault('not-found', 'They no longer belong to the desk.');
  }
  return known;
}

export const rolesIn = (wanted: readonly Role[]): Role[] => [...new Set(wanted)].sort();

/** The same row where nothing is different. */
export async function changeLocked(
  tx: Db,
  known: PersonRow,
  { name: given, roles: wanted, by, at }: PersonChange & { at: Date },
): Promise<PersonRow> {
  const roles = rolesIn(wanted);
  const name = oneLine(given ?? '') || known.name;
  const sameRoles = known.roles.join() === roles.join();
  if (sameRoles && name === known.name) return known;
  const person = await updatePerson(tx, known, { roles, name });
  const params = { from: known.roles, to: roles };
  if (!sameRoles) await record(tx, { act: 'person.roles-changed', by, subject: person.id, params }, at);
  return person;
}
