import { type Db, type EmailAddress, type NamedPerson, parseEmailAddress } from '../core/index.ts';
import { type PersonRow, selectPerson, selectWithRole } from './people.store.ts';

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

/** Whom to tell that something waits for an approver. */
export async function approverAddresses(db: Db): Promise<EmailAddress[]> {
  const found = await selectWithRole(db, 'approver');
  return found.flatMap(({ email }) => (email === null ? [] : [parseEmailAddress(email)]));
}
