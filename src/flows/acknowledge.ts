import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, fault, oneLine, type RunId } from '../core/index.ts';
import { acknowledgeFailure } from './moves.store.ts';
import { requireRunNumbered } from './runs.ts';

type Acknowledgement = { id: RunId; by: Actor; words: string };

/**
 * Somebody has dealt with a run that failed, and says how: nobody is told of it any more. It can be resubmitted all the same.
 * @throws Fault `not-found`; `invalid` without words; `conflict` when it has not failed.
 */
export async function acknowledgeRun(deps: ActDeps, { id, by, words }: Acknowledgement): Promise<void> {
  const said = oneLine(words);
  if (said === '') throw fault('invalid', 'Say in a sentence how it was dealt with.');
  return act(deps, async (tx, at) => {
    const run = await requireRunNumbered(tx, id);
    if (!(await acknowledgeFailure(tx, id, { at, by, words: said })))
      throw fault('conflict', `Run ${id} is ${run.state}: there is no failure to deal with.`);
    const { edition_number: edition, flow, state: from } = run;
    const params = edition === null ? { flow, from } : { edition, from };
    await record(tx, { act: 'run.acknowledged', by, subject: id, params }, at);
  });
}
