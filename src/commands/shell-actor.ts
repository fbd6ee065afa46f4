import { userInfo } from 'node:os';
import type { Actor } from '../core/index.ts';

/** Who types at this terminal, with the address that was given. */
export function shellActor(as?: string): Actor {
  const user = accountName();
  return as === undefined ? { kind: 'command', user } : { kind: 'command', user, as };
}

/** The account may have no name, as in a container with a number for a user. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `number ${process.getuid?.() ?? '?'}`;
  }
}
