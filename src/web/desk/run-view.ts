import { createHash } from 'node:crypto';
import { ACTION_STATES, actionTitle } from '../../../templates/web/desk/flow-words.ts';
import { deskTime } from '../../../templates/web/desk/moments.ts';
import type { RunAnswers, RunDoings, RunProps } from '../../../templates/web/desk/run.tsx';
import type { ShownAction } from '../../../templates/web/desk/run-action.tsx';
import { may } from '../../access/index.ts';
import { type Actor, actorName, type Reason, type RunState } from '../../core/index.ts';
import { loadEdition } from '../../editions/index.ts';
import { differencesOf, hasEnded, leavesOf, type RunHistory, runBefore, showRun } from '../../flows/index.ts';
import type { FlowPagesDeps } from './flows.tsx';
import { sayLocally } from './say-locally.ts';
import { whoseTurn } from './turn.ts';

type Time = { now: Date; timeZone: string };
export type RunView = Omit<RunProps, 'site' | 'problems' | 'typed'>;

/** A run as its page shows it, from the database alone: after a kill of any process it is right. @throws Fault `not-found` */
export async function viewRun(deps: FlowPagesDeps, id: number, actor: Actor): Promise<RunView> {
  const { db, clock, config, flows } = deps;
  const run = await showRun(db, id);
  const before = await runBefore(db, run);
  const time = { now: clock.now(), timeZone: config.timeZone };
  const idle = run.state === 'running' && run.reason === null ? await flows.nobodyWorks() : undefined;
  const { acknowledged_at: at, acknowledged_by: by, acknowledged_words: words } = run;
  const effect = run.state === 'failed' ? await flows.effect(id) : undefined;
  const asksApproval = run.state === 'waiting' && run.reason?.code === 'waits-for-approval';
  const sentBack = asksApproval && (await isTheEditors(deps, run));
  const view = {
    id,
    flow: run.flow,
    edition: run.edition_number ?? undefined,
    state: run.state,
    startedBy: `${deskTime(run.started_at, time)}, ${run.trigger === 'schedule' ? 'by itself' : 'by hand'}`,
    answers: { ...answersOf(run, time, idle), ...(sentBack ? { turn: 'The editors’' } : {}) },
    acknowledged: at && by ? `${words} (${actorName(by)}, ${deskTime(at, time)})` : undefined,
    actions: run.actions.map((action) => shownAction(action, time, before)),
    doings: doingsOf(run, actor, effect?.sentence),
    asksApproval: asksApproval && !sentBack,
    moving: MOVING.includes(run.state),
    live: !OVER.includes(run.state),
  };
  return { ...view, shown: createHash('sha256').update(JSON.stringify(view)).digest('base64url') };
}

/** An edition that was sent back waits for approval still, and nobody can give it before the editors have changed something. */
async function isTheEditors(deps: FlowPagesDeps, { edition_number: edition }: RunHistory): Promise<boolean> {
  return edition !== null && (await whoseTurn(deps, await loadEdition(deps.db, edition))).whose === 'editors';
}

/** A run that is held goes on by itself when what holds it is over. */
const MOVING: readonly RunState[] = ['running', 'waiting', 'held'];
/** Any other is let go on, resubmitted or dealt with by somebody, perhaps in another browser. */
const OVER: readonly RunState[] = ['succeeded', 'cancelled'];
const words = (why: Reason | null, time: Time) => (why ? sayLocally(why, time) : undefined);

function answersOf(run: RunHistory, time: Time, idle: string | undefined): RunAnswers {
  const left = run.actions.filter(({ state }) => !hasEnded(state));
  const [now, ...after] = left;
  const title = now ? actionTitle(run.flow, now.name) : 'Everything is done';
  const why = words(run.reason, time) ?? idle;
  const over = run.finished_at !== null;
  const next = after.map(({ name }) => actionTitle(run.flow, name)).join(', then ');
  const again =
    run.next_try_at && run.next_try_at > time.now ? `Looked at again ${deskTime(run.next_try_at, time)}` : '';
  return {
    // Why it failed names the action itself.
    where: [over || run.state === 'failed' ? '' : `${title}.`, why ?? ''].filter(Boolean).join(' ') || title,
    turn: over ? 'Nobody’s: it is over' : turnOf(run),
    since: deskTime(now?.failing_since ?? now?.started_at ?? run.finished_at ?? run.started_at, time),
    next: over ? 'Nothing' : [again, next || 'It is over then'].filter(Boolean).join('. Then: '),
    finished: run.finished_at ? deskTime(run.finished_at, time) : 'Not yet',
  };
}

/** Whose turn it is with a run that is not over. */
function turnOf({ state, reason, acknowledged_at: dealt }: RunHistory): string {
  switch (state) {
    case 'failed':
      return dealt ? 'Nobody’s: it was dealt with' : 'Whoever mends the cause and resubmits it';
    case 'paused':
      return 'Whoever lets it go on';
    case 'held':
      return 'Whoever mends the cause';
    case 'waiting':
      return WAITS[reason?.code ?? ''] ?? 'The editors’';
    default:
      return 'Quarterly’s own';
  }
}

const WAITS: Readonly<Record<string, string>> = {
  'waits-for-approval': 'The approvers’',
  'no-send-time': 'Whoever says when it is sent',
  'unknown-mails': 'Whoever decides about mails of which nobody knows whether they left',
};

type Action = RunHistory['actions'][number];

function shownAction(action: Action, time: Time, before: RunHistory | undefined): ShownAction {
  const { name, state, inputs, outputs, error, attempts, started_at, finished_at } = action;
  const then = before?.actions.find((one) => one.name === name);
  const compares = then !== undefined && then.outputs !== null && outputs !== null && hasEnded(state);
  return {
    name,
    state,
    when: whenOf(started_at, finished_at, time),
    why: words(error, time),
    inputs: leavesOf(inputs),
    outputs: leavesOf(outputs),
    attempts: attempts.map((one) => ({
      number: one.number,
      state: one.state === 'held' ? 'Held' : ACTION_STATES[one.state],
      when: whenOf(one.started_at, one.finished_at, time),
      why: words(one.error, time),
      stack: one.stack ?? undefined,
    })),
    differences: compares ? differencesOf(outputs, then.outputs) : undefined,
  };
}

function whenOf(from: Date | null, to: Date | null, time: Time): string {
  if (!from) return '';
  if (!to) return `since ${deskTime(from, time)}`;
  return `${deskTime(from, time)}, ${lasted(to.getTime() - from.getTime())}`;
}

function lasted(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 1) return 'less than a second';
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function doingsOf(run: RunHistory, actor: Actor, effect: string | undefined): RunDoings {
  const mayStop = may(actor, 'run.stop');
  const isOfEdition = run.edition_number !== null;
  const open = MOVING.includes(run.state);
  return {
    resubmit: mayStop ? effect : undefined,
    acknowledge: mayStop && run.state === 'failed' && run.acknowledged_at === null,
    pause: mayStop && isOfEdition && (run.state === 'running' || run.state === 'waiting'),
    resume: mayStop && isOfEdition && (run.state === 'paused' || run.state === 'held'),
    cancel: mayStop && (open || run.state === 'paused' || run.state === 'failed'),
  };
}
