import { addressOfPerson, approverAddresses, may, personWithId } from '../access/index.ts';
import {
  type Actor,
  actorName,
  type Clock,
  type ContentHash,
  type Db,
  type EditionNumber,
  type EmailAddress,
  type PersonId,
  parseEmailAddress,
} from '../core/index.ts';
import type { ToTell } from '../delivery/index.ts';
import {
  type ApprovalLink,
  contentKey,
  draftSnapshot,
  loadEdition,
  makeLink,
  selectLink,
  selectLinks,
  selectSendBacks,
} from '../editions/index.ts';
import type { App } from './app.ts';

export type AskingDeps = {
  db: Db;
  clock: Clock;
  keys: App['keys'];
  config: Pick<App['config'], 'approvers' | 'desk'>;
};

const FLOW: Actor = { kind: 'flow' };

/** Who is asked; of somebody of the desk who they are, and in whose place. */
export type AskedApprover = ToTell & { person?: PersonId; deputyFor?: PersonId };

/**
 * Who is asked to approve an edition: those whom somebody of the desk asked; where nobody was, those of the desk who may, else
 * `APPROVERS`, else the edition's own mailbox, each by a link that is made for them; and the deputies who were asked in their place.
 * Without the desk's pages there are no links.
 */
export async function askedApprovers(deps: AskingDeps, edition: EditionNumber): Promise<AskedApprover[]> {
  const all = await selectLinks(deps.db, edition);
  const links = await liveLinks(deps.db, all);
  const chosen = links.filter(({ asked_by }) => asked_by.kind !== 'flow');
  const deputies = links.filter(({ deputy_for }) => deputy_for !== null);
  if (chosen.length > 0) return [...chosen, ...deputies].flatMap((link) => toldByLink(link));
  const { mailbox } = await loadEdition(deps.db, edition);
  const addresses = await approversOf(deps, mailbox);
  if (deps.config.desk === 'off') return addresses.map((to) => ({ to }));
  const content = contentKey((await draftSnapshot(deps, edition)).snapshot);
  const told: AskedApprover[] = [];
  for (const to of addresses)
    if (!isRevoked(all, to)) told.push(await linkedTo(deps, { to, edition, content, links }));
  const others = deputies.filter(({ email_key }) => !told.some(({ to }) => to.toLowerCase() === email_key));
  return [...told, ...others.flatMap((link) => toldByLink(link))];
}

/** Whose link somebody revoked is not asked again by itself. */
export const isRevoked = (links: readonly ApprovalLink[], email: EmailAddress): boolean =>
  links.some(({ email_key, revoked_at }) => email_key === email.toLowerCase() && revoked_at !== null);

type ToLink = { to: EmailAddress; edition: EditionNumber; content: ContentHash; links: ApprovalLink[] };

async function linkedTo(
  deps: AskingDeps,
  { to, edition: number, content, links }: ToLink,
): Promise<AskedApprover> {
  const known = links.find(({ email_key }) => email_key === to.toLowerCase());
  if (known) return { to, ...tellingOf(known) };
  const { db, keys, clock } = deps;
  const link = await makeLink(db, keys, { email: to, number, content, by: FLOW, at: clock.now() });
  return { to, link: link.id, ...whoHas(link) };
}

/** The newest link of each mailbox, unless it was revoked, or belongs to somebody who may not approve any more. */
async function liveLinks(db: Db, links: readonly ApprovalLink[]): Promise<ApprovalLink[]> {
  const newest = new Map<string, ApprovalLink>();
  for (const link of links)
    if (link.revoked_at === null && link.email_key !== null) newest.set(link.email_key, link);
  const live: ApprovalLink[] = [];
  for (const link of newest.values()) if (await mayUse(db, link)) live.push(link);
  return live;
}

async function mayUse(db: Db, { person_id }: ApprovalLink): Promise<boolean> {
  if (person_id === null) return true;
  const person = await personWithId(db, person_id);
  return person !== undefined && may({ kind: 'person', ...person }, 'edition.approve');
}

const tellingOf = (known: ApprovalLink) => ({
  link: known.id,
  asked: known.asked_at,
  told: known.told_at,
  reminded: known.reminded_at,
  ...whoHas(known),
});

const whoHas = ({ person_id: person, deputy_for: deputyFor }: ApprovalLink) => ({
  ...(person === null ? {} : { person }),
  ...(deputyFor === null ? {} : { deputyFor }),
});

export const linksAmong = (to: readonly ToTell[]): number[] => to.flatMap(({ link }) => link ?? []);

function toldByLink(link: ApprovalLink): AskedApprover[] {
  if (link.email === null) return [];
  const askedBy = link.asked_by.kind === 'flow' ? {} : { askedBy: actorName(link.asked_by) };
  return [{ to: parseEmailAddress(link.email), ...askedBy, ...tellingOf(link) }];
}

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

/** When it was sent back as it is now: then it waits for the editors, and for whom they asked after that. */
export async function sentBackAt(
  deps: Pick<AskingDeps, 'db' | 'clock'>,
  edition: EditionNumber,
): Promise<Date | undefined> {
  const [last] = await selectSendBacks(deps.db, edition);
  if (!last) return undefined;
  return last.content_key === contentKey((await draftSnapshot(deps, edition)).snapshot) ? last.at : undefined;
}

/** Where mail to whoever acted goes, as far as it is known. */
export async function addressOf(db: Db, actor: Actor): Promise<EmailAddress | undefined> {
  switch (actor.kind) {
    case 'person':
      return addressOfPerson(db, actor.id);
    case 'guest': {
      const email = (await selectLink(db, actor.link))?.email;
      return email ? parseEmailAddress(email) : undefined;
    }
    case 'command':
      return actor.as === undefined ? undefined : parseEmailAddress(actor.as);
    default:
      return undefined;
  }
}

/** Whoever asked for an approval of the edition, each once. */
export async function askersOf(db: Db, edition: EditionNumber): Promise<EmailAddress[]> {
  const to = new Map<string, EmailAddress>();
  for (const { asked_by } of await selectLinks(db, edition)) {
    const address = await addressOf(db, asked_by);
    if (address) to.set(address.toLowerCase(), address);
  }
  return [...to.values()];
}
