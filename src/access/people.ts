import {
  type Db,
  type EmailAddress,
  type NamedPerson,
  type PersonId,
  parseEmailAddress,
  type Role,
} from '../core/index.ts';
import { type PersonRow, selectPerson, selectPersonById, selectWithRole } from './people.store.ts';

/** As an act names them. */
export const namedPerson = ({ id, name, email, roles }: PersonRow): NamedPerson => ({
  id,
  name: name ?? email ?? `person ${id}`,
  roles,
});

/** Who of the desk has this address; `undefined` when nobody has. */
export async function personBy(db: Db, email: EmailAddress): Promise<NamedPerson | undefined> {
  const found = await selectPerson(db, email);
  return found && namedPerson(found);
}

/** Who this is, as they are now; `undefined` once they are removed. */
export async function personWithId(db: Db, id: PersonId): Promise<NamedPerson | undefined> {
  const found = await selectPersonById(db, id);
  return found && namedPerson(found);
}

/** What somebody of the desk is called; who left it has no name here. */
export const calledAs = async (db: Db, id: PersonId): Promise<string> =>
  (await personWithId(db, id))?.name ?? 'somebody who left the desk';

/** Where mail to somebody of the desk goes; `undefined` once they are removed. */
export async function addressOfPerson(db: Db, id: PersonId): Promise<EmailAddress | undefined> {
  const email = (await selectPersonById(db, id))?.email;
  return email ? parseEmailAddress(email) : undefined;
}

/** Whom to tell that something waits for an approver. */
export const approverAddresses = (db: Db): Promise<EmailAddress[]> => addressesOf(db, 'approver');

/** Whom to tell what is broken, where nobody else is named. */
export const adminAddresses = (db: Db): Promise<EmailAddress[]> => addressesOf(db, 'admin');

async function addressesOf(db: Db, role: Role): Promise<EmailAddress[]> {
  const found = await selectWithRole(db, role);
  return found.flatMap(({ email }) => (email === null ? [] : [parseEmailAddress(email)]));
}
