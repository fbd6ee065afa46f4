import { requireAgreement } from '../compose/agreement.ts';
import type { App } from '../compose/app.ts';
import { startSending } from '../compose/runs.ts';
import { ensureSimulator } from '../compose/simulator.ts';
import { type Actor, editionNumber, fault } from '../core/index.ts';
import { askRamp, type DeliveryReport, deliveryReport } from '../delivery/index.ts';
import { isFrozen, loadEdition } from '../editions/index.ts';
import { followRun, requireSucceeded } from '../processes/follow.ts';
import { startWorkerProcess } from '../processes/worker.ts';
import { liveWorkers } from '../settings/index.ts';
import { progress } from '../terminal/progress.ts';
import { count, say } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { EXIT } from './exit.ts';

export const sendApprovedEdition = (number: number, asked: Asked) =>
  acting('edition.send', OPERATOR, (app, by) => sendOne(app, number, { ...asked, by }));

type Asked = { wait?: boolean; linger: number; ramp?: boolean; rampWait?: number };

async function sendOne(
  app: App,
  number: number,
  { wait, linger, ramp, rampWait, by }: Asked & { by: Actor },
): Promise<void> {
  const edition = editionNumber(number);
  await requireApproved(app, number);
  if (wait) await requireAgreement(app);
  if (ramp || rampWait !== undefined)
    await askRamp(app, edition, rampWait === undefined ? {} : { waitMinutes: rampWait });
  const run = await startSending(app, { edition, by });
  if (wait) return sendAndWait(app, number, linger);
  say(`Run ${run.id} sends edition ${number}: \`quarterly runs show ${run.id}\` shows how far it is.`);
  if ((await liveWorkers(app.db, app.clock.now())) === 0) {
    say('No worker is running now: start `quarterly up` or `quarterly worker`, and it is sent.');
  }
}

/** A worker of our own joins those that may run: any number can, and the mail still goes once. */
async function sendAndWait(app: App, number: number, lingerSeconds: number): Promise<void> {
  const edition = editionNumber(number);
  const simulator = await ensureSimulator(app);
  const worker = startWorkerProcess(app, {
    DATABASE_URL: app.databaseUrl,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    ...(simulator ? { SES_ENDPOINT: simulator.url } : {}),
  });
  try {
    const run = await followRun(app, edition, { progress: progress('Sending'), lingerSeconds });
    const report = await deliveryReport(app.db, edition);
    say(
      `Edition ${number}: ${count(report.sent, 'mail')} sent, ${report.states.skipped} skipped, ${report.states.rejected} refused, ${report.unknown} unknown, of ${report.planned} planned.`,
    );
    if (run.state === 'waiting' && report.unknown > 0) sayUndecided(report);
    else requireSucceeded(run);
  } finally {
    await worker.close();
    await simulator?.close();
  }
}

function sayUndecided({ edition, unknown }: DeliveryReport): void {
  process.exitCode = EXIT.undecided;
  say(
    [
      `Of ${count(unknown, 'mail')} nobody can say whether Amazon SES took ${unknown === 1 ? 'it' : 'them'}; everything else is settled.`,
      `\`quarterly deliveries unknown ${edition}\` lists ${unknown === 1 ? 'it' : 'them'}. An event that still comes settles them by itself; to decide:`,
      `  \`quarterly deliveries unknown ${edition} --resend\` sends them again; a reader may get a second copy`,
      `  \`quarterly deliveries unknown ${edition} --close\` gives up on them`,
    ].join('\n'),
  );
}

async function requireApproved({ db, config }: App, number: number): Promise<void> {
  const { state } = await loadEdition(db, editionNumber(number));
  if (isFrozen(state) || config.approval === 'none') return;
  if (state === 'cancelled') throw fault('conflict', `Edition ${number} is cancelled, so it cannot be sent.`);
  const before = state === 'planned' ? `\`quarterly edition assemble ${number}\`, then ` : '';
  throw fault(
    'conflict',
    `Edition ${number} is ${state} and must be approved first: ${before}\`quarterly edition approve ${number} --as EMAIL\`.`,
  );
}
