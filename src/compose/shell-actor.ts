import { userInfo } from 'node:os';
import { personBy } from '../access/index.ts';
import type { Actor, Db, EmailAddress } from '../core/index.ts';

/** Who types at this terminal, with the address that was given. */
export function shellActor(as?: string): Actor {
  const user = accountName();
  return as === undefined ? { kind: 'command', user } : { kind: 'command', user, as };
}

/** The same, in the name of somebody of the desk where the address is theirs. */
export async function shellActorFor(db: Db, as?: EmailAddress): Promise<Actor> {
  const by = shellActor(as);
  const person = as === undefined ? undefined : await personBy(db, as);
  return person && by.kind === 'command' ? { ...by, person } : by;
}

/** The account may have no name, as in a container with a number for a user. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `number ${process.getuid?.() ?? '?'}`;
  }
}
