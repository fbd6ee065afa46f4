import type { App } from '../app.ts';
import { editionNumber, localTime, localTimes } from '../core/index.ts';
import { listRuns, listSlots, type RunHistory, resubmitRun, showRun } from '../flows/index.ts';
import { slotNotTaken } from '../roles/recurrence.ts';
import { liveWorkers } from '../settings/index.ts';
import { say, sayJson, table } from './command.ts';
import { shellActor } from './shell-actor.ts';
import { withApp } from './with-app.ts';

export const list = ({ json }: { json?: boolean }) =>
  withApp(async ({ db, clock, config }) => {
    const [listed, slots] = await Promise.all([listRuns(db), listSlots(db)]);
    const rows = await explained({ db, clock }, listed);
    if (json) return sayJson(rows);
    sayRuns(rows, config.timeZone);
    const time = (at: Date) => localTime(at, config.timeZone);
    for (const slot of slots.filter(({ outcome }) => outcome.startsWith('overdue')))
      say(
        `OVERDUE ${time(slot.slot)}: ${localTimes(slot.outcome.replace('overdue: ', ''), config.timeZone)}`,
      );
    const left = await slotNotTaken({ db });
    if (left) say(`NOT TAKEN ${time(new Date(left.slot))}: ${left.reason}`);
  });

export const show = (id: number, { json }: { json?: boolean }) =>
  withApp(async ({ db, clock, config }) => {
    const [run] = await explained({ db, clock }, [await showRun(db, id)]);
    if (!run) return;
    if (json) sayJson(run);
    else sayRun(run, config.timeZone);
  });

export const resubmit = (edition: number) =>
  withApp(async (app) => {
    const run = await resubmitRun(app, { edition: editionNumber(edition), by: shellActor() });
    say(`Run ${run.id} goes on.`);
  });

function sayRuns(rows: Awaited<ReturnType<typeof listRuns>>, timeZone: string): void {
  const time = (at: Date | null) => localTime(at, timeZone);
  if (rows.length === 0) {
    say('No run yet: `quarterly edition send N` starts one, and so does the recurrence.');
    return;
  }
  say(
    table([
      ['run', 'edition', 'trigger', 'state', 'started', 'finished', ''],
      ...rows.map((run) => [
        String(run.id),
        String(run.edition_number),
        run.trigger,
        run.state,
        time(run.started_at),
        time(run.finished_at),
        localTimes(run.reason ?? '', timeZone),
      ]),
    ]),
  );
}

/** Where no worker lives nobody can write down why a run stands still. */
async function explained<R extends { state: string; reason: string | null }>(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  runs: readonly R[],
): Promise<R[]> {
  const idle = (run: R) => run.state === 'running' && run.reason === null;
  if (!runs.some(idle) || (await liveWorkers(db, clock.now())) > 0) return [...runs];
  const reason = 'No worker is running: start `quarterly up` or `quarterly worker`, and it goes on.';
  return runs.map((run) => (idle(run) ? { ...run, reason } : run));
}

function sayRun(run: RunHistory, timeZone: string): void {
  const time = (at: Date | null) => localTime(at, timeZone);
  const told = (text: string) => localTimes(text, timeZone);
  say(
    `Run ${run.id} of edition ${run.edition_number}: ${run.state}${run.reason ? ` – ${told(run.reason)}` : ''}`,
  );
  say(
    `started by ${run.trigger} at ${time(run.started_at)}${run.finished_at ? `, finished at ${time(run.finished_at)}` : ''}`,
  );
  for (const action of run.actions) {
    say();
    say(
      `${action.ordinal + 1}. ${action.name}: ${action.state}${action.tries > 1 ? ` after ${action.tries} tries` : ''}  ${time(action.started_at)} – ${time(action.finished_at)}`,
    );
    if (action.inputs !== null) say(`   inputs   ${told(JSON.stringify(action.inputs))}`);
    if (action.outputs !== null) say(`   outputs  ${told(JSON.stringify(action.outputs))}`);
    if (action.error !== null) say(`   error    ${told(action.error)}`);
  }
}
