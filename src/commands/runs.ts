import type { Command } from 'commander';
import type { App } from '../app.ts';
import { editionNumber, localTime, localTimes } from '../core/index.ts';
import { listRuns, listSlots, type RunHistory, resubmitRun, showRun } from '../flows/index.ts';
import { slotNotTaken } from '../roles/recurrence.ts';
import { shellActor } from '../roles/runs.ts';
import { liveWorkers } from '../settings/index.ts';
import { wholeNumber } from './arguments.ts';
import { say, sayJson, table, type WithApp } from './command.ts';

export function registerRuns(program: Command, withApp: WithApp): void {
  const runs = program.command('runs').description('look at the runs of the quarterly flow');
  runs
    .command('list')
    .description('the latest runs, and what became of the latest slots')
    .option('--json', 'as JSON')
    .action(({ json }) =>
      withApp(async ({ db, clock, config }) => {
        const time = (at: Date | null) => localTime(at, config.timeZone);
        const [listed, slots] = await Promise.all([listRuns(db), listSlots(db)]);
        const rows = await explained({ db, clock }, listed);
        if (json) return sayJson(rows);
        if (rows.length === 0)
          say('No run yet: `quarterly edition send N` starts one, and so does the recurrence.');
        else
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
                localTimes(run.reason ?? '', config.timeZone),
              ]),
            ]),
          );
        for (const slot of slots.filter(({ outcome }) => outcome.startsWith('overdue')))
          say(
            `OVERDUE ${time(slot.slot)}: ${localTimes(slot.outcome.replace('overdue: ', ''), config.timeZone)}`,
          );
        const left = await slotNotTaken({ db });
        if (left) say(`NOT TAKEN ${time(new Date(left.slot))}: ${left.reason}`);
      }),
    );
  runs
    .command('show')
    .description('one run with every action’s inputs, outputs, tries, error and times')
    .argument('<id>', 'the run', wholeNumber)
    .option('--json', 'as JSON')
    .action((id: number, { json }) =>
      withApp(async ({ db, clock, config }) => {
        const [run] = await explained({ db, clock }, [await showRun(db, id)]);
        if (!run) return;
        if (json) sayJson(run);
        else sayRun(run, config.timeZone);
      }),
    );
  runs
    .command('resubmit')
    .description('try the failed action of an edition’s run again, and go on from there')
    .argument('<edition>', 'the edition’s number', wholeNumber)
    .action((edition: number) =>
      withApp(async (app) => {
        const run = await resubmitRun(app, { edition: editionNumber(edition), by: shellActor() });
        say(`Run ${run.id} goes on.`);
      }),
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
