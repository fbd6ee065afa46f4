import { personBy } from '../access/index.ts';
import { type ActDeps, act, record } from '../acts/index.ts';
import {
  type Actor,
  type ContentHash,
  type Db,
  type EditionNumber,
  type EmailAddress,
  fault,
  oneLine,
  type PersonId,
} from '../core/index.ts';
import { type ApprovalKeys, drawLink } from './approval-link.ts';
import { type ApprovalLink, insertLink } from './approval-links.store.ts';
import { contentKey, draftSnapshot } from './draft.ts';
import { isFrozen, moveEdition } from './edition.ts';
import { requireEdition } from './require.ts';
import { lockEdition } from './store.ts';

/** Somebody of the desk by their address, or a guest. */
export type ToAsk = { email: EmailAddress; name?: string };

type Asking = { by: Actor; to: readonly ToAsk[] };

const MOST_AT_ONCE = 20;

/**
 * Asks people to approve an edition, each by a link of their own. The mails go when the edition stands before its approvers, checked and
 * compiled: its run sees to that, and is started where there is none.
 * @throws Fault `not-found`; `invalid` when nobody is named, or too many; `conflict` when it can no longer be approved.
 */
export function askForApproval(
  deps: ActDeps & { keys: ApprovalKeys },
  number: EditionNumber,
  { by, to }: Asking,
): Promise<ApprovalLink[]> {
  const asked = [...new Map(to.map((one) => [one.email.toLowerCase(), one])).values()];
  if (asked.length === 0) throw fault('invalid', 'Say who is asked: choose somebody, or give an address.');
  if (asked.length > MOST_AT_ONCE) throw fault('invalid', `Ask ${MOST_AT_ONCE} people at most at once.`);
  return act(deps, async (tx, at) => {
    const edition = requireEdition(await lockEdition(tx, number), number);
    if (isFrozen(edition.state)) throw askedTooLate(number);
    moveEdition(edition, 'assemble');
    const content = contentKey((await draftSnapshot({ db: tx, clock: deps.clock }, number)).snapshot);
    const links: ApprovalLink[] = [];
    for (const one of asked) links.push(await makeLink(tx, deps.keys, { ...one, number, content, by, at }));
    return links;
  });
}

const askedTooLate = (edition: EditionNumber) =>
  fault('conflict', `Edition ${edition} is approved already, so nobody needs to be asked.`);

type NewAsk = ToAsk & {
  number: EditionNumber;
  content: ContentHash;
  by: Actor;
  at: Date;
  /** In whose place. */
  deputyFor?: PersonId;
};

/** A link for one person and one ask, in the caller's transaction, with its act. */
export async function makeLink(tx: Db, keys: ApprovalKeys, ask: NewAsk): Promise<ApprovalLink> {
  const { number: edition, content, by, at, email, deputyFor } = ask;
  const person = (await personBy(tx, email))?.id ?? null;
  const { salt, hash } = drawLink(keys);
  const name = oneLine(ask.name ?? '') || null;
  const link = await insertLink(tx, { edition, person, email, name, content, salt, hash, by, at, deputyFor });
  const params = {
    link: link.id,
    content,
    ...(person === null ? {} : { person }),
    ...(deputyFor === undefined ? {} : { deputyFor }),
  };
  await record(tx, { act: 'edition.approval-asked', by, subject: edition, params }, at);
  return link;
}
