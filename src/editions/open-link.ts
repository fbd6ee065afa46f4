import { may, personWithId } from '../access/index.ts';
import type { Db, NamedPerson } from '../core/index.ts';
import { type LinkState, linkHashOf, linkState } from './approval-link.ts';
import { type ApprovalLink, selectLinkByHash, selectLinks } from './approval-links.store.ts';
import { loadEdition } from './list.ts';
import type { EditionRow } from './store.ts';

export type OpenedLink = {
  link: ApprovalLink;
  edition: EditionRow;
  /** `not-theirs`: it was for somebody who does not belong to the desk any more, or may no longer approve. */
  state: LinkState | 'not-theirs';
  /** Whose it is; left out of a guest's. */
  person?: NamedPerson;
  /** Every link that went to the same mailbox for this edition. */
  same: ApprovalLink[];
};

/** What a mailed link opens; looking at it changes nothing. `undefined` when there is no such link. */
export async function openApprovalLink(db: Db, token: string): Promise<OpenedLink | undefined> {
  const link = await selectLinkByHash(db, linkHashOf(token));
  if (!link) return undefined;
  const edition = await loadEdition(db, link.edition_number);
  const links = await selectLinks(db, link.edition_number);
  const same = links.filter(({ id, email_key }) => id === link.id || email_key === link.email_key);
  const state = linkState(link, edition);
  if (link.person_id === null) return { link, edition, state, same };
  const person = await personWithId(db, link.person_id);
  const theirs = person && may({ kind: 'person', ...person }, 'edition.approve');
  if (!theirs) return { link, edition, state: 'not-theirs', same };
  return { link, edition, state, person, same };
}
