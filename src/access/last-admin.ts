import { type Actor, type Db, fault, type Role } from '../core/index.ts';
import { lockAdmins, type PersonRow } from './people.store.ts';

/**
 * Nobody at the desk can leave it without an admin, not even two who remove each other at the same moment. Whoever has a shell
 * can: they make the next one there.
 * @throws Fault `conflict`
 */
export async function keepAnAdmin(
  tx: Db,
  { id, roles: before }: PersonRow,
  { roles: after, by }: { roles: readonly Role[]; by: Actor },
): Promise<void> {
  if (by.kind === 'command' || !before.includes('admin') || after.includes('admin')) return;
  const admins = await lockAdmins(tx);
  if (admins.some((admin) => admin !== id)) return;
  throw fault('conflict', 'This is the last admin: make somebody else one first.');
}
