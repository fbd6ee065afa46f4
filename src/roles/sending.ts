import { readerLinks } from '../../subscribers/index.ts';
import { sesMailer } from '../adapters/ses-mailer.ts';
import type { App } from '../app.ts';
import {
  allowlist,
  closedMailer,
  createPacer,
  type DeliveryDeps,
  everyone,
  type Mailer,
  openEditionMail,
} from '../delivery/index.ts';
import { ensureSimulator } from './simulator.ts';

/** 10 to 25 calls in flight are what one process carries well (measured); it is also the most that a kill leaves unknown. */
const IN_FLIGHT = 16;
const LEASE_SECONDS = 60;
/** The simulator checks no signature; the SDK will not call without keys. */
const SIMULATED = { accessKeyId: 'simulator', secretAccessKey: 'simulator' };

/** The SDK is pinned in package.json; at each start it would warn that later versions need Node 22. */
const QUIET = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** What sending is composed from, and how to let it go again. */
export async function openSending(app: App): Promise<DeliveryDeps & { close(): Promise<void> }> {
  const { config, db, clock, queue, log, keys } = app;
  process.env[QUIET] = 'true';
  const simulator = await ensureSimulator(app);
  const mailer = mailerOf(app, simulator?.url);
  const from = { publicUrl: config.publicUrl, ...(config.mailFrom ? { sender: config.mailFrom } : {}) };
  return {
    db,
    clock,
    queue,
    log,
    mailer,
    pacer: createPacer({ db, mailer, log }),
    links: readerLinks(keys, config.publicUrl),
    editionMail: (edition) => openEditionMail(db, from, edition),
    allowed: config.sending === 'live' ? allowlist(config.sendingAllowlist) : everyone,
    concurrency: IN_FLIGHT,
    leaseSeconds: LEASE_SECONDS,
    async close() {
      mailer.close();
      await simulator?.close();
    },
  };
}

function mailerOf({ config }: App, simulatorUrl: string | undefined): Mailer {
  if (config.sending === 'off') return closedMailer;
  const endpoint = config.sesEndpoint ?? simulatorUrl;
  return sesMailer({
    region: config.awsRegion,
    ...(endpoint ? { endpoint } : {}),
    ...(config.sesConfigurationSet ? { configurationSet: config.sesConfigurationSet } : {}),
    ...(config.sending === 'simulator' ? { credentials: SIMULATED } : {}),
  });
}
