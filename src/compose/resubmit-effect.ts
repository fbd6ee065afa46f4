import type { Clock, Database, EditionNumber, RunId } from '../core/index.ts';
import { countReadersOf, deliveryReport } from '../delivery/index.ts';
import { draftSnapshot, hasBegun, isFrozen, loadEdition } from '../editions/index.ts';
import { flowNamed, hasEnded, nothingFailed, type RunHistory, showRun } from '../flows/index.ts';

/** What trying a failed run again does, said before it is done. */
export type ResubmitEffect = {
  /** The action that is tried again; null where none is left, so that the run ends at once. */
  from: string | null;
  /** The actions that follow it. */
  then: readonly string[];
  /** Mails that leave, as its readers are now; 0 for a flow that sends none. */
  mails: number;
  /** Before it sends, somebody must approve it. */
  asks: boolean;
  sentence: string;
};

type Deps = { db: Database; clock: Clock; config: { approval: 'required' | 'none' } };

/** @throws Fault `not-found`; `conflict` when the run has not failed */
export async function resubmitEffect(deps: Deps, id: RunId | number): Promise<ResubmitEffect> {
  const run = await showRun(deps.db, id);
  if (run.state !== 'failed') throw nothingFailed(run);
  const left = run.actions.filter(({ state }) => !hasEnded(state)).map(({ name }) => name);
  const [from = null, ...then] = left;
  const { mails, asks, sentence } = await sends(deps, run, left);
  const steps = then.length === 0 ? '' : `, then ${list(then)}`;
  const tries = from === null ? 'It ends the run: everything is done.' : `It tries ${from} again${steps}.`;
  return { from, then, mails, asks, sentence: `${tries} ${sentence}` };
}

async function sends({ db, clock, config }: Deps, run: RunHistory, left: readonly string[]) {
  const edition = run.edition_number;
  if (edition === null)
    return {
      mails: 0,
      asks: false,
      sentence: `It is a run of ${flowNamed(run.flow).title}: no reader gets a mail by it.`,
    };
  const { state, send_at } = await loadEdition(db, edition);
  const mails = left.includes('send') ? await mailsToGo({ db, clock }, edition, hasBegun(state)) : 0;
  const asks = config.approval === 'required' && !isFrozen(state);
  if (mails === 0) return { mails, asks, sentence: 'No reader gets a mail by it.' };
  const to = `${mails.toLocaleString('en-GB')} ${mails === 1 ? 'reader' : 'readers'}`;
  if (asks)
    return {
      mails,
      asks,
      sentence: `It waits until somebody approves it. Then it goes to ${to}; nobody gets it twice.`,
    };
  const waits = config.approval === 'required' && send_at === null;
  const when = waits ? 'It waits until somebody says when it is sent. Then it' : 'It';
  return { mails, asks, sentence: `${when} goes to ${to}; nobody gets it twice.` };
}

/** Those that are planned and have not left; before the planning, all readers of its sections. */
async function mailsToGo(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  edition: EditionNumber,
  begun: boolean,
): Promise<number> {
  const { planned, open } = await deliveryReport(db, edition);
  if (begun && planned > 0) return open;
  const { snapshot } = await draftSnapshot({ db, clock }, edition);
  return countReadersOf(
    db,
    snapshot.sections.map(({ slug }) => slug),
  );
}

const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
