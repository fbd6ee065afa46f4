import { approverAddresses } from '../access/index.ts';
import { type Db, type EmailAddress, parseEmailAddress } from '../core/index.ts';
import type { App } from './app.ts';

/**
 * Who is told that something waits for approval: those of the desk with that role; until the first has it, `APPROVERS`; else
 * the edition's own mailbox.
 */
export async function approversOf(
  { db, config }: { db: Db; config: Pick<App['config'], 'approvers'> },
  mailbox: string,
): Promise<readonly EmailAddress[]> {
  const people = await approverAddresses(db);
  if (people.length > 0) return people;
  return config.approvers.length > 0 ? config.approvers : [parseEmailAddress(mailbox)];
}
