import { join, resolve } from 'node:path';
import { readSetting, writeSetting } from '../settings/index.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import type { App } from './app.ts';

/** Where the simulated Amazon SES of this installation listens, for every process that sends. */
export const SIMULATOR_URL = 'simulator-url';
/** Tells a forked process that the endpoint it was handed is the built-in simulator. */
export const BUILT_IN = '--built-in-simulator';
/** A simulated account is faster than a new real one: the demo should not take 15 seconds for 200 readers. */
const SIMULATED_RATE = 200;

type Local = { url: string; topicArn?: string; close(): Promise<void> };

/**
 * The simulator that stands in for Amazon SES, started here unless one answers already.
 * Undefined when mail goes elsewhere: `SENDING` is not `simulator`, or `SES_ENDPOINT` names a server.
 */
export async function ensureSimulator(app: App, eventsTo?: string): Promise<Local | undefined> {
  const { config, db } = app;
  if (config.sending !== 'simulator' || config.sesEndpoint) return undefined;
  const known = await readSetting(db, SIMULATOR_URL);
  if (known && (await answers(known))) return { url: known, close: async () => {} };
  const simulator = await startOnFreePort(app, eventsTo);
  await writeSetting(db, SIMULATOR_URL, simulator.url);
  return simulator;
}

async function startOnFreePort({ config, log }: App, eventsTo?: string): Promise<Simulator> {
  const options = {
    storeDir: join(resolve(config.dataDir), 'outbox'),
    maxSendRate: SIMULATED_RATE,
    region: config.awsRegion,
    ...(eventsTo ? { eventsTo } : {}),
  };
  try {
    return await startSimulator({ ...options, port: config.simulatorPort });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    log.warn({ port: config.simulatorPort }, 'SIMULATOR_PORT is taken: the simulator uses a free port');
    return startSimulator({ ...options, port: 0 });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_control/counters`, { signal: AbortSignal.timeout(3_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
