import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSubscribers } from '../../subscribers/index.ts';
import { startEmbeddedPostgres } from '../adapters/embedded-postgres.ts';
import { createLog } from '../adapters/logger.ts';
import { type App, openApp } from '../app.ts';
import { count, say } from '../commands/command.ts';
import { progress } from '../commands/progress.ts';
import { options as everyOption, loadConfig } from '../config.ts';
import { type EditionNumber, editionNumber, fault } from '../core/index.ts';
import { deliveryReport } from '../delivery/index.ts';
import { approveEdition, importEditionFolder, loadSnapshot } from '../editions/index.ts';
import { startRun, wakeRun } from '../flows/index.ts';
import { countChoices, emptyDatabase, sectionSlugs } from './demo.store.ts';
import { demoReaders } from './demo-readers.ts';
import { followRun, requireSucceeded } from './follow.ts';
import { stopSignal } from './stopping.ts';
import { type Running, startAll } from './up.ts';

export type DemoOptions = { subscribers: number; port: number; once: boolean };

const EARLIER = editionNumber(6);
const CURRENT = editionNumber(7);
const EDITOR = 'editor@example.org';
const sample = (folder: string) => {
  // src/roles and dist/src/roles lie two and three levels below the project.
  const up = import.meta.url.includes('/dist/') ? '../../../' : '../../';
  return fileURLToPath(new URL(`${up}sample/${folder}`, import.meta.url));
};

/**
 * The main job on embedded stores and the simulator, from an empty database each time: two sample editions, sample
 * subscribers, the flow to its end, a summary; then everything is served until Ctrl-C.
 */
export async function demo(options: DemoOptions): Promise<void> {
  await requireFreePort(options.port);
  const stop = stopSignal();
  const stores = await emptyStores(options);
  const app = await openApp(loadConfig(stores.env), { role: 'demo', log: createLog('warn', 'demo') });
  let running: Running | undefined;
  try {
    running = await startAll(app, stores.env);
    await present(app, options);
    if (options.once) return;
    sayAddresses(running);
    await stop;
    say('\nStopping what the demo started.');
  } finally {
    await running?.close();
    await app.close();
    await stores.release();
  }
}

/** A cluster of its own, so that a demo never touches a real installation's data; nothing can leave the machine. */
async function emptyStores({ port }: DemoOptions) {
  const dataDir = join(resolve(process.env.DATA_DIR || './data'), 'demo');
  say(`Starting PostgreSQL in ${dataDir} …`);
  const server = await startEmbeddedPostgres(dataDir, createLog('error', 'demo'));
  await emptyDatabase(server.url);
  rmSync(join(dataDir, 'outbox'), { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  // Every option that could reach outside, or an installation of the operator's, is said here; the rest is the shell's, for
  // this process as for the worker that it forks.
  const shell = Object.values(everyOption).map(({ env: name }) => [name, process.env[name] ?? '']);
  const env = {
    ...(Object.fromEntries(shell) as Record<string, string>),
    SIMULATOR_PORT: process.env.SIMULATOR_PORT || '0',
    REDIS_URL: '',
    SES_ENDPOINT: '',
    SNS_TOPIC_ARNS: '',
    WEBSUB_HUB: '',
    SECRET_KEY: '',
    SECRET_KEYS: '',
    APPROVAL: 'required',
    LOG_LEVEL: 'warn',
    DATABASE_URL: server.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    SENDING: 'simulator',
  };
  return { env, release: server.release };
}

async function present(app: App, { subscribers }: DemoOptions): Promise<void> {
  await publishEarlier(app);
  const began = performance.now();
  say('Importing the sample edition and its readers …');
  await importEditionFolder(app, sample('edition-07'));
  await importReaders(app, subscribers);
  await startRun(app, CURRENT);
  const waiting = await followRun(app, CURRENT, { progress: progress('Assembling') });
  if (waiting.state === 'waiting') {
    say(`The flow waits for approval, as it should: ${EDITOR} approves.`);
    await approve(app, CURRENT);
  }
  requireSucceeded(await followRun(app, CURRENT, { progress: progress('Sending   ') }));
  await summarise(app, began);
}

/** An edition from before there were readers, so that the archive and the feeds have a past. */
async function publishEarlier(app: App): Promise<void> {
  await importEditionFolder(app, sample('edition-06'));
  await startRun(app, EARLIER);
  await followRun(app, EARLIER, { progress: progress('Earlier   ') });
  await approve(app, EARLIER);
  requireSucceeded(await followRun(app, EARLIER, { progress: progress('Earlier   ') }));
}

async function approve(app: App, edition: EditionNumber): Promise<void> {
  await approveEdition(app, edition, EDITOR);
  await wakeRun(app, edition);
}

async function importReaders(app: App, howMany: number): Promise<void> {
  const file = join(app.config.dataDir, 'readers.csv');
  writeFileSync(file, demoReaders(howMany, await sectionSlugs(app.db)));
  const report = await importSubscribers(app, file);
  say(`${count(howMany, 'reader')} imported${report.rejected ? `, ${report.rejected} rejected` : ''}.`);
}

async function summarise(app: App, began: number): Promise<void> {
  const [report, frozen] = [await deliveryReport(app.db, CURRENT), await loadSnapshot(app.db, CURRENT)];
  if (!frozen) throw fault('not-found', 'The demo’s edition has no snapshot.');
  const { sections } = frozen.snapshot;
  const variants = await countChoices(app.db);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  say();
  say(`  articles  ${sections.reduce((sum, section) => sum + section.articles.length, 0)}`);
  say(`  sections  ${sections.length}`);
  say(`  variants  ${variants}`);
  say(`  sent      ${report.sent}`);
  say(`  skipped   ${report.states.skipped}`);
  say(`  seconds   ${seconds}`);
}

function sayAddresses({ webUrl, outboxUrl }: Running): void {
  say();
  say(`  the bulletin   ${webUrl}/`);
  say(`  the archive    ${webUrl}/editions`);
  say(`  the feed       ${webUrl}/feed.xml`);
  say(`  sign up        ${webUrl}/subscribe`);
  say(`  every mail     ${outboxUrl}/   (the outbox: nothing left this machine)`);
  say();
  say('Served until Ctrl-C.');
}

function requireFreePort(port: number): Promise<void> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', () =>
      failed(
        fault(
          'unavailable',
          `Port ${port} is taken: stop what uses it, or choose another with \`npm run demo -- --port P\`.`,
        ),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
}
