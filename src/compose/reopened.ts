import { actorName, type EditionNumber, type Reason, reason } from '../core/index.ts';
import { selectReopening } from '../editions/index.ts';
import type { EditionFlowDeps } from './edition-flow-deps.ts';

/** Why the run of an edition that was opened again waits, and who opened it. */
export async function reopened({ db }: Pick<EditionFlowDeps, 'db'>, edition: EditionNumber): Promise<Reason> {
  const last = await selectReopening(db, edition);
  return reason('edition-reopened', {
    edition,
    ...(last ? { by: actorName(last.actor), why: last.reason } : {}),
  });
}
