import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, type EditionNumber, fault, oneLine } from '../core/index.ts';
import { insertReopening, isPlanned } from './approvals.store.ts';
import { moveEdition } from './edition.ts';
import { requireEdition } from './require.ts';
import { lockEdition, selectSnapshot, updateEdition } from './store.ts';

/**
 * Opens an approved edition to changes again, until its mails are planned. Its run goes back and waits; what was approved stays on
 * record, and counts again if the edition is frozen with the same.
 * @throws Fault `not-found`; `conflict` when it is not approved, or its sending has begun; `invalid` without a reason.
 */
export async function reopenEdition(
  deps: ActDeps,
  number: EditionNumber,
  { by, reason: given }: { by: Actor; reason: string },
): Promise<void> {
  const reason = oneLine(given);
  if (reason === '')
    throw fault('invalid', 'Say in a sentence why it is opened again: the approver reads it.');
  return act(deps, async (tx, at) => {
    const edition = requireEdition(await lockEdition(tx, number), number);
    const state = moveEdition(edition, 'reopen');
    if (await isPlanned(tx, number)) {
      throw fault('conflict', `Edition ${number} can no longer be reopened: its mails are planned.`);
    }
    const frozen = await selectSnapshot(tx, number);
    await updateEdition(tx, number, { state, approved_by: null, approved_at: null, reopened_at: at });
    await insertReopening(tx, { edition: number, by, at, reason });
    await record(
      tx,
      { act: 'edition.reopened', by, subject: number, params: { hash: frozen?.hash ?? '' } },
      at,
    );
  });
}
