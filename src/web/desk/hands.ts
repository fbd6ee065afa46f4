import type { Context } from 'hono';
import { addressOfPerson, personBy, whoIsSignedIn } from '../../access/index.ts';
import { type Db, type EmailAddress, type NamedPerson, parseEmailAddress } from '../../core/index.ts';
import type { ApprovalLink, Hand } from '../../editions/index.ts';
import { readDeskCookie } from './cookie.ts';
import type { DeskDeps } from './deps.ts';

/** Whose hands a mailed link is in, as far as is known: who is signed in in this browser, and whose mailbox the link went to. */
export async function handsOfLink(
  c: Context,
  { db, clock, config }: DeskDeps,
  { email }: Pick<ApprovalLink, 'email'>,
): Promise<Hand[]> {
  const token = readDeskCookie(c, 'session', config.publicUrl);
  const limits = { idleHours: config.sessionIdleHours, days: config.sessionDays };
  const here = token === undefined ? undefined : await whoIsSignedIn({ db, clock }, token, limits);
  return [
    ...(here ? await handsOfPerson(db, here) : []),
    ...(email === null ? [] : [await mailbox(db, parseEmailAddress(email))]),
  ];
}

/** Somebody of the desk, and their mailbox: at a terminal they may have given their address before they belonged to the desk. */
export async function handsOfPerson(db: Db, person: NamedPerson): Promise<Hand[]> {
  const address = await addressOfPerson(db, person.id);
  return [{ kind: 'person', ...person }, ...(address ? [await mailbox(db, address)] : [])];
}

async function mailbox(db: Db, address: EmailAddress): Promise<Hand> {
  const person = await personBy(db, address);
  return { kind: 'mailbox', address, ...(person ? { person: person.id } : {}) };
}
