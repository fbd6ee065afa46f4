import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { importSubscribers } from '../../subscribers/index.ts';
import { startEmbeddedPostgres } from '../adapters/embedded-postgres/index.ts';
import { createLog } from '../adapters/logger.ts';
import { type App, openApp } from '../compose/app.ts';
import { approve as approveEdition } from '../compose/approval.ts';
import { startSending } from '../compose/runs.ts';
import { shellActor } from '../compose/shell-actor.ts';
import { options as everyOption, loadConfig } from '../config.ts';
import { type EditionNumber, editionNumber, fault, packageFolder, paths } from '../core/index.ts';
import { deliveryReport } from '../delivery/index.ts';
import { importEditionFolder, loadSnapshot } from '../editions/index.ts';
import { progress } from '../terminal/progress.ts';
import { count, say } from '../terminal/say.ts';
import { countChoices, emptyDatabase, sectionSlugs } from './demo.store.ts';
import { deskWithWork } from './demo-desk.ts';
import { demoReaders } from './demo-readers.ts';
import { followRun, requireSucceeded } from './follow.ts';
import { lively, withLife } from './life.ts';
import { stopSignal } from './stopping.ts';
import { type Running, startAll } from './up.ts';

export type DemoOptions = { subscribers: number; port: number; once: boolean };

const EARLIER = editionNumber(6);
const CURRENT = editionNumber(7);
const USUAL_PORT = 3000;
/** Longer than PostgreSQL needs on a slow machine to come up and go down again. */
const STOP_MS = 120_000;
const EDITOR = 'editor@example.org';
const sample = (folder: string) => join(packageFolder, 'sample', folder);

/**
 * The main job on embedded stores and the simulator, from an empty database each time: two sample editions, sample
 * subscribers, the flow to its end, a summary; then everything is served until Ctrl-C.
 */
export async function demo(options: DemoOptions): Promise<void> {
  const interrupt = interruption();
  await requireFreePort(options.port);
  const opened: (() => Promise<void>)[] = [];
  try {
    await play(options, interrupt, opened);
  } catch (error) {
    // A terminal's Ctrl-C reaches the programs that we wait for too, and then their end is no fault.
    if (!interrupt.came()) throw error;
  } finally {
    if (interrupt.came()) say('\nStopping what the demo started …');
    for (const close of opened.reverse()) await withLife(close);
  }
  // What was being presented may still wait for a database that is gone.
  if (interrupt.came()) process.exit(0);
}

type Interruption = { signal: Promise<unknown>; came(): boolean };

/** PostgreSQL may be starting as the signal comes, and is waited for: else it would be left running. */
function interruption(): Interruption {
  let came = false;
  const signal = stopSignal(STOP_MS).then(() => {
    came = true;
  });
  return { signal, came: () => came };
}

/** A step that opens something ends before the signal is heeded, so that nothing is left half open. */
async function play(
  options: DemoOptions,
  interrupt: Interruption,
  opened: (() => Promise<void>)[],
): Promise<void> {
  const stores = await withLife(() => emptyStores(options, opened));
  if (interrupt.came()) return;
  const log = createLog('warn', 'demo');
  const app = await withLife(() => openApp(loadConfig(stores.env), { role: 'demo', log }));
  opened.push(app.close);
  if (interrupt.came()) return;
  const running = await withLife(() => startAll(app, stores.env));
  opened.push(running.close);
  await Promise.race([present(app, options), interrupt.signal]);
  if (interrupt.came()) return;
  if (!options.once) await Promise.race([atTheDesk(app, running), interrupt.signal]);
  if (interrupt.came()) return;
  sayData(app);
  if (options.once) return;
  say('\nServed until Ctrl-C.');
  await interrupt.signal;
}

/** A cluster of its own, so that a demo never touches a real installation's data; nothing can leave the machine. */
async function emptyStores({ port }: DemoOptions, opened: (() => Promise<void>)[]) {
  // Demos on other ports may run at the same time.
  const name = port === USUAL_PORT ? 'demo' : `demo-${port}`;
  const dataDir = join(resolve(process.env.DATA_DIR || './data'), name);
  say(`Starting PostgreSQL in ${dataDir} …`);
  const server = await startEmbeddedPostgres(dataDir, createLog('error', 'demo'));
  opened.push(server.release);
  const database = await emptyDatabase(server.url);
  opened.push(database.release);
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
  return { env };
}

async function present(app: App, { subscribers }: DemoOptions): Promise<void> {
  await publishEarlier(app);
  const began = performance.now();
  say('Importing the sample edition and its readers …');
  await withLife(() =>
    importEditionFolder({ ...app, languages: app.config.languages }, sample('edition-07'), shellActor()),
  );
  await withLife(() => importReaders(app, subscribers));
  await startSending(app, { edition: CURRENT, by: shellActor() });
  const waiting = await followRun(app, CURRENT, { progress: lively(progress('Assembling')) });
  if (waiting.state === 'waiting') {
    say(`The flow waits for approval, as it should: ${EDITOR} approves.`);
    await approve(app, CURRENT);
  }
  requireSucceeded(await followRun(app, CURRENT, { progress: lively(progress('Sending   ')) }));
  await summarise(app, began);
}

/** An edition from before there were readers, so that the archive and the feeds have a past. */
async function publishEarlier(app: App): Promise<void> {
  say('Importing an earlier edition …');
  await withLife(() =>
    importEditionFolder({ ...app, languages: app.config.languages }, sample('edition-06'), shellActor()),
  );
  await startSending(app, { edition: EARLIER, by: shellActor() });
  await followRun(app, EARLIER, { progress: lively(progress('Earlier   ')) });
  await approve(app, EARLIER);
  requireSucceeded(await followRun(app, EARLIER, { progress: lively(progress('Earlier   ')) }));
}

async function approve(app: App, edition: EditionNumber): Promise<void> {
  const by = shellActor(EDITOR);
  await approveEdition(app, edition, { by });
  await startSending(app, { edition, by });
}

async function importReaders(app: App, howMany: number): Promise<void> {
  const file = join(app.config.dataDir, 'readers.csv');
  writeFileSync(file, demoReaders(howMany, await sectionSlugs(app.db)));
  const report = await importSubscribers({ ...app, by: shellActor() }, file);
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

/** What a visitor can try by themselves: the next edition waits, and a link signs them in. */
async function atTheDesk(app: App, running: Running): Promise<void> {
  const { link, approver, edition } = await deskWithWork(app, sample('edition-08'));
  sayAddresses(running);
  say(`  the desk       ${running.webUrl}${paths.desk.signInLink({ token: link })}`);
  say(
    `                 signs you in as ${approver}, once, within 15 minutes; edition ${edition} waits for your approval`,
  );
}

function sayAddresses({ webUrl, outboxUrl }: Running): void {
  say();
  say(`  the bulletin   ${webUrl}/`);
  say(`  the archive    ${webUrl}${paths.editions()}`);
  say(`  the feed       ${webUrl}${paths.feed.xml()}`);
  say(`  sign up        ${webUrl}${paths.subscribe()}`);
  say(`  every mail     ${outboxUrl}/   (the outbox: nothing left this machine)`);
}

/** Where everything is, and how the other commands find it, while this runs and afterwards. */
function sayData({ config: { dataDir } }: App): void {
  const folder = /^[\w./-]+$/.test(dataDir) ? dataDir : `'${dataDir.replaceAll("'", "'\\''")}'`;
  say(`  the data       ${dataDir}   (emptied by the next demo on this port)`);
  say(`  its commands   DATA_DIR=${folder} npx quarterly edition list`);
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
