import type { App } from '../compose/app.ts';
import { nobodyWorks } from '../compose/idle-runs.ts';
import { slotNotTaken } from '../compose/recurrence.ts';
import { resubmitEffect } from '../compose/resubmit-effect.ts';
import { stopDeps } from '../compose/runs.ts';
import {
  actorName,
  type EmailAddress,
  editionNumber,
  type FlowName,
  fault,
  localTime,
  localTimes,
  type Reason,
  runId,
  sayReason,
} from '../core/index.ts';
import {
  acknowledgeRun,
  cancelRunNumbered,
  findRunOfEdition,
  flowNamed,
  listRuns,
  listSlots,
  type Run,
  type RunHistory,
  resubmitRunNumbered,
  showRun,
} from '../flows/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

export const runsList = ({ flow, json }: { flow: FlowName; json?: boolean }) =>
  withApp(async ({ db, clock, config }) => {
    const rows = await explained({ db, clock }, (await listRuns(db, flow)).map(told));
    if (json) return sayJson(rows);
    sayRuns(rows, { flow, timeZone: config.timeZone });
    if (flow !== 'edition') return;
    const time = (at: Date) => localTime(at, config.timeZone);
    for (const { slot, outcome } of await listSlots(db)) {
      const word = SLOT_WORDS[outcome.code];
      if (word) say(`${word} ${time(slot)}: ${sayReason(outcome, 'terminal')}`);
    }
    const left = await slotNotTaken({ db });
    if (left) say(`NOT TAKEN ${time(new Date(left.slot))}: ${sayReason(left.reason, 'terminal')}`);
  });

/** Slots that did not start as they should have. */
const SLOT_WORDS: Readonly<Record<string, string>> = {
  'slot-overdue': 'OVERDUE',
  'slot-missed': 'ASKED',
  'slot-asks': 'ASKED',
  'slot-started-late': 'LATE',
};

export const runsShow = (id: number, { json }: { json?: boolean }) =>
  withApp(async ({ db, clock, config }) => {
    const history = await showRun(db, id);
    const actions = history.actions.map(toldAction);
    const [run] = await explained({ db, clock }, [{ ...told<Run>(history), actions }]);
    if (!run) return;
    if (json) sayJson(run);
    else sayRun(run, config.timeZone);
  });

type Resubmitted = { run?: number; dryRun?: boolean };

export const resubmit = (edition: number | undefined, { run, dryRun }: Resubmitted) =>
  acting('run.stop', OPERATOR, async (app, by) => {
    const id = await runAsked(app, { edition, run });
    say((await resubmitEffect(app, id)).sentence);
    if (dryRun) return;
    await resubmitRunNumbered(app, { id, by });
    say(`Run ${id} goes on.`);
  });

async function runAsked(
  { db }: App,
  { edition, run }: { edition: number | undefined; run?: number | undefined },
) {
  if ((edition === undefined) === (run === undefined))
    throw fault('invalid', 'Give the number of an edition, or `--run` with that of a run.');
  if (run !== undefined) return runId(run);
  const found = await findRunOfEdition(db, editionNumber(edition as number));
  if (found) return found.id;
  throw fault(
    'not-found',
    `Edition ${edition} has no run yet: \`quarterly edition send ${edition}\` starts one.`,
  );
}

export const runsCancel = (id: number) =>
  acting('run.stop', OPERATOR, async (app, by) => {
    await cancelRunNumbered(stopDeps(app), { id: runId(id), by });
    say(`Run ${id} is cancelled.`);
  });

export const runsAcknowledge = (id: number, { words, as }: { words: string; as?: EmailAddress }) =>
  acting('run.stop', as === undefined ? OPERATOR : { as }, async (app, by) => {
    await acknowledgeRun(app, { id: runId(id), by, words });
    say(`The failure of run ${id} is dealt with: nobody is told of it any more.`);
  });

type Listed = { flow: FlowName; timeZone: string };

function sayRuns(rows: readonly ReturnType<typeof told<Run>>[], { flow, timeZone }: Listed): void {
  const time = (at: Date | null) => localTime(at, timeZone);
  if (rows.length === 0) {
    say(
      flow === 'edition'
        ? 'No run yet: `quarterly edition send N` starts one, and so does the recurrence.'
        : 'No run yet: its recurrence starts one when there is something to do.',
    );
    return;
  }
  say(
    table([
      ['run', 'edition', 'trigger', 'state', 'started', 'finished', ''],
      ...rows.map((run) => [
        String(run.id),
        run.edition_number === null ? '–' : String(run.edition_number),
        run.trigger,
        run.state,
        time(run.started_at),
        time(run.finished_at),
        localTimes(run.reason ?? '', timeZone),
      ]),
    ]),
  );
}

const inWords = (why: Reason | null) => why && sayReason(why, 'terminal');

/** As it is told here: why in words, and beside them the code with its parameters. */
function told<R extends Run>(run: R) {
  const { reason, ...rest } = run;
  return {
    ...rest,
    reason: inWords(reason),
    reason_code: reason?.code ?? null,
    reason_params: reason?.params ?? null,
  };
}

const toldAction = (action: RunHistory['actions'][number]) => ({
  ...action,
  error: inWords(action.error),
  attempts: action.attempts.map((attempt) => ({ ...attempt, error: inWords(attempt.error) })),
});

/** Where no worker lives nobody can write down why a run stands still. */
async function explained<R extends { state: string; reason: string | null }>(
  deps: Pick<App, 'db' | 'clock'>,
  runs: readonly R[],
): Promise<R[]> {
  const idle = (run: R) => run.state === 'running' && run.reason === null;
  const reason = runs.some(idle) ? await nobodyWorks(deps) : undefined;
  if (reason === undefined) return [...runs];
  return runs.map((run) => (idle(run) ? { ...run, reason } : run));
}

/** What the run is of, in a sentence. */
const titleOf = ({ flow, edition_number }: Pick<Run, 'flow' | 'edition_number'>) =>
  edition_number === null ? flowNamed(flow).title : `edition ${edition_number}`;

type ToldRun = ReturnType<typeof told<Run>> & { actions: ReturnType<typeof toldAction>[] };

function sayRun(run: ToldRun, timeZone: string): void {
  const time = (at: Date | null) => localTime(at, timeZone);
  const local = (text: string) => localTimes(text, timeZone);
  say(`Run ${run.id} of ${titleOf(run)}: ${run.state}${run.reason ? ` – ${local(run.reason)}` : ''}`);
  if (run.acknowledged_at && run.acknowledged_by)
    say(
      `dealt with by ${actorName(run.acknowledged_by)} at ${time(run.acknowledged_at)}: ${run.acknowledged_words}`,
    );
  say(
    `started by ${run.trigger} at ${time(run.started_at)}${run.finished_at ? `, finished at ${time(run.finished_at)}` : ''}`,
  );
  for (const action of run.actions) {
    say();
    say(
      `${action.ordinal + 1}. ${action.name}: ${action.state}${action.tries > 1 ? ` after ${action.tries} tries` : ''}  ${time(action.started_at)} – ${time(action.finished_at)}`,
    );
    if (action.inputs !== null) say(`   inputs   ${local(JSON.stringify(action.inputs))}`);
    if (action.outputs !== null) say(`   outputs  ${local(JSON.stringify(action.outputs))}`);
    if (action.error !== null) say(`   error    ${local(action.error)}`);
    for (const attempt of action.attempts.slice(0, -1))
      say(
        `   attempt ${attempt.number}: ${attempt.state}  ${time(attempt.started_at)} – ${time(attempt.finished_at)}  ${local(attempt.error ?? '')}`,
      );
  }
}
