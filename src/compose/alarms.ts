import { type AlarmDeps, anyUntold, evaluateAlarms, type TellingDeps, tellAlarms } from '../alarms/index.ts';
import { sentenceOf } from '../core/index.ts';
import { isOurTurn, writeSetting } from '../settings/index.ts';
import { alarmFacts } from './alarm-facts.ts';
import { alarmWays } from './alarm-ways.ts';
import type { App } from './app.ts';

/** What the alarms of this process are composed from. */
export function alarmDeps(app: App): AlarmDeps & TellingDeps {
  const ways: AlarmDeps['ways'] = (tx) => alarmWays(app, tx);
  const { db, clock, log, config } = app;
  return { db, clock, log, ways, facts: alarmFacts(app, ways), timeZone: config.timeZone };
}

const LOOK_MS = 30_000;

/**
 * Looks every half minute what is broken, and tells it. Beside the queue and not by it, so that a queue that stands still says so; by
 * the web too, so that it says when no worker lives.
 */
export function keepAlarms(app: App): { stop(): Promise<void> } {
  const deps = alarmDeps(app);
  let looking: Promise<unknown> = Promise.resolve();
  const look = async () => {
    await evaluateAlarms(deps);
    await tellAlarms(deps);
  };
  const timer = setInterval(() => {
    looking = looking
      .then(look)
      .catch((error) => app.log.warn({ error: sentenceOf(error) }, 'the alarms could not be looked at'));
  }, LOOK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

const BEAT_MS = 55_000;
/** By then an alarm has been tried by each way three times. */
const UNTOLD_MS = 3 * 60_000;

/** The sweeper has looked: says so in the database, and once a minute to `HEARTBEAT_URL`, over all workers. */
export async function sayAlive({ db, clock, log, config }: App): Promise<void> {
  await writeSetting(db, 'swept', clock.now().toISOString());
  if (config.heartbeatUrl === undefined || !(await isOurTurn(db, 'heartbeat', BEAT_MS))) return;
  const url = new URL(config.heartbeatUrl);
  if (await anyUntold(db, new Date(clock.now().getTime() - UNTOLD_MS)))
    url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    await answer.body?.cancel();
    if (!answer.ok) log.warn({ status: answer.status }, 'HEARTBEAT_URL does not take the heartbeat');
  } catch {
    // Node's sentence may hold the address, which is a secret.
    log.warn({}, 'HEARTBEAT_URL cannot be reached');
  }
}
