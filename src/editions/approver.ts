import { countPeople } from '../access/index.ts';
import { type Actor, actorName, type Db, type EmailAddress, type PersonId } from '../core/index.ts';

/** Whether whoever changed the content last may approve it themself. */
export type ApprovalRule = 'other' | 'anyone';

/** Unless an option says so: once two people exist, whoever changed the content last is not who approves it. */
export const approvalRule = async (db: Db, option: ApprovalRule | undefined): Promise<ApprovalRule> =>
  option ?? ((await countPeople(db)) >= 2 ? 'other' : 'anyone');

/**
 * Whose hands these may be beside what somebody is known by: who is signed in in their browser, and whose mailbox the link went to.
 */
export type Hand = Actor | { kind: 'mailbox'; address: EmailAddress; person?: PersonId };

type Asked = {
  by: Actor;
  hands?: readonly Hand[];
  /** Who changed the content last; left out where nobody is on record. */
  lastEditor: Actor | undefined;
  rule: ApprovalRule;
};

/**
 * Why somebody may not approve, for page, link and command alike; `undefined` when they may. The flow is nobody: it approves where
 * no approval is required.
 */
export function whyNotApprover({ by, lastEditor, rule, hands = [] }: Asked): string | undefined {
  if (rule === 'anyone' || by.kind === 'flow' || !lastEditor) return undefined;
  if (![by, ...hands].some((hand) => sameHand(lastEditor, hand))) return undefined;
  return `its content was last changed by ${actorName(lastEditor)}, and somebody else must approve it`;
}

/**
 * Whether two actors are one person, as far as is known. Where both are known by something, that decides. At a terminal an
 * account is all that is known of who gave no address: then the same account is the same person, unless it speaks for somebody of
 * the desk, who answers for it.
 */
export function sameHand(one: Hand, other: Hand): boolean {
  const [mine, theirs] = [marksOf(one), marksOf(other)];
  if (mine.length > 0 && theirs.length > 0) return mine.some((mark) => theirs.includes(mark));
  if (one.kind !== 'command' || other.kind !== 'command' || one.user !== other.user) return false;
  return one.person === undefined && other.person === undefined;
}

/** What somebody is known by. */
function marksOf(actor: Hand): string[] {
  switch (actor.kind) {
    case 'mailbox':
      return [
        ...(actor.person === undefined ? [] : [`person ${actor.person}`]),
        `address ${actor.address.toLowerCase()}`,
      ];
    case 'person':
      return [`person ${actor.id}`];
    case 'guest':
      return [`link ${actor.link}`];
    case 'contributor':
      return [`article ${actor.article}`];
    case 'command':
      return [
        ...(actor.person ? [`person ${actor.person.id}`] : []),
        ...(actor.as === undefined ? [] : [`address ${actor.as.toLowerCase()}`]),
      ];
    case 'reader':
      return [`reader ${actor.id}`];
    case 'flow':
    case 'amazon':
      return [];
  }
}
