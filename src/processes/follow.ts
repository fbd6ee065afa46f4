import type { App } from '../compose/app.ts';
import { shellActor } from '../compose/shell-actor.ts';
import { type EditionNumber, fault, localTimes, sayReason } from '../core/index.ts';
import { type DeliveryReport, deliveryReport } from '../delivery/index.ts';
import { findRunOfEdition, lookAfresh, type Run } from '../flows/index.ts';
import { advanceRunJob } from '../jobs/index.ts';
import type { Progress } from '../terminal/progress.ts';

const LOOK_MS = 200;
/** Counting a million deliveries takes PostgreSQL a good part of a second. */
const LOOK_SHARE = 0.1;
const STOPPED = ['succeeded', 'failed', 'held', 'paused', 'cancelled', 'waiting'];

export type Following = {
  progress: Progress;
  /** How long events may still settle unknown mails when nothing else is left, after the last that did, in seconds. */
  lingerSeconds?: number;
};

/** A run with its reason in words for this terminal. */
export type Followed = Omit<Run, 'reason'> & { reason: string | null };

/** Watches the run of an edition until it ends or stops for a person, showing how far the mail is. */
export async function followRun(
  app: App,
  edition: EditionNumber,
  { progress, lingerSeconds = 0 }: Following,
): Promise<Followed> {
  const note = noteChanges(progress);
  const lingers = untilSettled(lingerSeconds);
  let lookedAnew = false;
  for (;;) {
    const run = await findRunOfEdition(app.db, edition);
    if (!run) throw fault('not-found', `Edition ${edition} has no run.`);
    const told = {
      ...run,
      reason: run.reason && localTimes(sayReason(run.reason, 'terminal'), app.config.timeZone),
    };
    const from = performance.now();
    const report = await deliveryReport(app.db, edition);
    const pauseMs = Math.max(LOOK_MS, (performance.now() - from) / LOOK_SHARE);
    if (report.planned > 0) progress.to(report.planned - report.open, report.planned);
    const settling = run.state === 'waiting' && onlyUnknown(report);
    note(whatItWaitsFor(told, report, lingerSeconds));
    // The sweeper would ring too, but only every 15 s.
    if (settling && report.unknown === 0) await app.queue.enqueue(advanceRunJob, { runId: run.id });
    else if (run.state === 'waiting' && !settling && !lookedAnew)
      lookedAnew = await lookAfresh(app, { id: run.id, by: shellActor() });
    else if (STOPPED.includes(run.state) && !(settling && lingers(report.unknown))) {
      progress.end();
      return told;
    }
    await new Promise((done) => setTimeout(done, pauseMs));
  }
}

/** Everything has been called, so that nothing but unknown mails can be in the run's way. */
const onlyUnknown = ({ planned, open }: DeliveryReport) => planned > 0 && open === 0;

function whatItWaitsFor(run: Followed, report: DeliveryReport, lingerSeconds: number): string | undefined {
  if (run.state === 'running') return run.reason ?? undefined;
  if (run.state !== 'waiting' || !onlyUnknown(report) || lingerSeconds === 0) return undefined;
  return `Waiting for events of Amazon SES about mails of which nobody can say whether it took them, at most ${lingerSeconds} s after the last.`;
}

/** Says a reason once, when it begins: what it counts may change with each look. */
function noteChanges(progress: Progress): (reason: string | undefined) => void {
  let before: string | undefined;
  return (reason) => {
    if (reason !== undefined && before === undefined) progress.note(reason);
    before = reason;
  };
}

function untilSettled(seconds: number): (unknown: number) => boolean {
  let [least, since] = [Number.POSITIVE_INFINITY, 0];
  return (unknown) => {
    if (unknown < least) [least, since] = [unknown, performance.now()];
    return performance.now() - since < seconds * 1_000;
  };
}

/** @throws Fault `conflict` saying what a person must do, unless the run has ended well. */
export function requireSucceeded(run: Followed): void {
  if (run.state === 'succeeded') return;
  const why = run.reason ? `: ${run.reason}` : '';
  throw fault('conflict', `Run ${run.id} of edition ${run.edition_number} is ${run.state}${why}`);
}
