import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, type EditionNumber, fault } from '../core/index.ts';
import { revokeLinks, selectLink } from './approval-links.store.ts';

/** Ends every link of an edition that went to the mailbox of this one. Again changes nothing. @throws Fault `not-found` */
export function revokeApprovalLink(
  deps: ActDeps,
  { edition, link, by }: { edition: EditionNumber; link: number; by: Actor },
): Promise<void> {
  return act(deps, async (tx, at) => {
    const found = await selectLink(tx, link);
    if (found?.edition_number !== edition)
      throw fault('not-found', `Nobody was asked to approve edition ${edition} by link ${link}.`);
    if (found.email_key === null) return;
    for (const id of await revokeLinks(tx, { edition, email_key: found.email_key }, { by, at }))
      await record(tx, { act: 'edition.approval-revoked', by, subject: edition, params: { link: id } }, at);
  });
}
