import type { ActDeps } from '../acts/index.ts';
import { type Actor, type EditionNumber, fault } from '../core/index.ts';
import type { ApprovalKeys } from './approval-link.ts';
import { askForApproval, type ToAsk } from './ask-approval.ts';
import { assembleEdition } from './assemble.ts';
import { isFrozen } from './edition.ts';
import { loadEdition } from './list.ts';

type Asked = {
  by: Actor;
  to: readonly ToAsk[];
  /** As `APPROVAL` says. */
  approval: 'required' | 'none';
};

/**
 * Asks people to approve an edition, from the desk or a terminal. What was opened again is complete when somebody says so: now.
 * @throws Fault as `askForApproval`; `conflict` where editions are sent without an approval
 */
export async function askPeople(
  deps: ActDeps & { keys: ApprovalKeys },
  number: EditionNumber,
  { by, to, approval }: Asked,
) {
  if (approval === 'none')
    throw fault('conflict', 'Here editions are sent without an approval, so nobody is asked.');
  const { state, reopened_at } = await loadEdition(deps.db, number);
  if (!isFrozen(state) && reopened_at) await assembleEdition(deps, number, by);
  return askForApproval(deps, number, { by, to });
}
