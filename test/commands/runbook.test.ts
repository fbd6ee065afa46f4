import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverConsequences } from '../../src/acts/index.ts';
import { composeFlows } from '../../src/compose/flows.ts';
import { performers } from '../../src/compose/performers.ts';
import { feedPolling } from '../../src/compose/polling.ts';
import { startSending } from '../../src/compose/runs.ts';
import { editionNumber, fault, type RunId } from '../../src/core/index.ts';
import { advance, findRunOfEdition, openRuns, showRun } from '../../src/flows/index.ts';
import { importCopy } from '../compose/support/copies.ts';
import { openPostRoom } from '../delivery/support/post-room.ts';
import { editor } from '../support/actors.ts';
import { quarterly } from '../support/command.ts';
import { press } from '../support/press.ts';
import { until } from '../support/until.ts';

const page = readFileSync(new URL('../../docs/operations/runbook.md', import.meta.url), 'utf8');
const SAMPLE = new URL('../../sample/edition-07', import.meta.url).pathname;
const by = editor('ed@example.org');

/** The commands of each section, in the order in which they stand there. */
const sections = new Map(
  page.split(/^## /m).map((text) => {
    const [title = ''] = text.split('\n');
    const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    );
    return [title.startsWith('# ') ? 'First' : title, blocks] as const;
  }),
);

const room = await openPostRoom();
const flows = composeFlows(room.app, feedPolling(room.app));
let folder = '';
const before = { ...process.env };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterly-runbook-'));
  Object.assign(process.env, room.env, { BACKUP_DIR: folder });
  await writeFile(join(folder, 'bounced.csv'), 'email\ngone@example.org\n');
  await room.readers('one@example.org', 'two@example.org', 'three@example.org');
});
afterAll(async () => {
  for (const name of [...Object.keys(room.env), 'BACKUP_DIR'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  await room.close();
  await rm(folder, { recursive: true });
});

/** Splits as a shell does, as far as this page needs it: words, and words in double quotes. */
const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

type At = { edition: number; run?: RunId | undefined };

/** One command of the page, of its edition and run, in this process; what it printed. */
function pressLine(line: string, { edition, run }: At): Promise<string> {
  const [program, ...rest] = words(line);
  expect(program, line).toBe('quarterly');
  const meant: Record<string, string> = {
    '7': String(edition),
    ID: String(run),
    'edition-07': SAMPLE,
    'farm-thefts': 'operation-lanternfish-thefts-of-tractor-guidance-units-fall-by-58',
    'early-story': 'operation-tidewrack-closes-a-network-of-illegal-waste-tips',
  };
  const args = rest.map((word) => meant[word] ?? (/\.(md|csv|tar)$/.test(word) ? join(folder, word) : word));
  return press(...args);
}

/** Does what workers would, without a mail. */
async function work(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await deliverConsequences({ ...room.app, performers: performers(room.app) });
    for (const id of await openRuns(room.db, room.clock.now()))
      await advance({ ...room.app, flows }, id as RunId);
  }
}

/** An edition under a number of its own, whose run waits for its approval. */
async function waiting(number: number): Promise<At & { run: RunId }> {
  await importCopy(room.app, editionNumber(number), by);
  const run = await startSending(room.app, { edition: editionNumber(number), by });
  await work();
  return { edition: number, run: run.id };
}

/** The same, approved: its mails are planned, and none has gone. */
async function sending(number: number) {
  const at = await waiting(number);
  await pressLine('quarterly desk invite kim@example.org --role admin approver', at);
  await pressLine('quarterly desk invite sam@example.org --role approver', at);
  await pressLine('quarterly edition approve 7 --as kim@example.org', at);
  await work();
  return at;
}

const stateOf = async ({ run }: { run: RunId }) => (await showRun(room.db, run)).state;
const inOrder = async (title: string, at: At, between: Record<string, () => Promise<unknown>> = {}) => {
  const said: Record<string, string> = {};
  for (const line of sections.get(title) ?? []) {
    // Twice on the page, and looks only: the doctor is pressed once, as a program of its own.
    if (line === 'quarterly doctor') continue;
    await between[line]?.();
    said[line] = await pressLine(line, at);
  }
  return said;
};

test('the page holds what goes wrong, and commands for each', () => {
  expect([...sections.keys()]).toEqual([
    'First',
    'Sent the wrong thing',
    'Stuck',
    'SES paused us',
    'Redis lost',
    'Database full',
    'Late edition',
    'Approver gone',
  ]);
  for (const [title, lines] of sections) expect(lines.length, title).toBeGreaterThan(0);
});

test('first, whatever it is', async () => {
  const looked = await quarterly({ ...room.env, BACKUP_DIR: folder }, 'doctor');
  expect(looked.err).toBe('');
  expect(looked.out).toContain('worker-none');
  await inOrder('First', { edition: 1 });
});

test('sent the wrong thing', async () => {
  const at = await sending(11);
  await writeFile(
    join(folder, 'corrected.md'),
    readFileSync(join(SAMPLE, '09-operation-lanternfish.md'), 'utf8').replace(/\.$/m, ', as we know now.'),
  );
  const said = await inOrder('Sent the wrong thing', at, {
    'quarterly edition tell 7 farm-thefts --as kim@example.org': () =>
      until(async () => {
        await work();
        await room.sendRest(at.edition);
        await room.settle();
        return (await stateOf(at)) === 'succeeded';
      }),
  });
  expect(said['quarterly run pause 7']).toContain('is paused');
  expect(Object.values(said).join('')).toMatch(/Approved: 3 readers are told now/);
});

test('stuck: a run that failed goes on, and one that is dealt with is said to be', async () => {
  const at = await waiting(12);
  const failing = new Map(flows);
  const actions = new Map(flows.get('edition'));
  const approve = actions.get('approve');
  if (!approve) throw new Error('no action approve');
  const perform = async () => {
    throw fault('conflict', 'It shall fail.');
  };
  actions.set('approve', { ...approve, handler: { ...approve.handler, perform } });
  failing.set('edition', actions);
  const fail = async () => {
    for (let round = 0; round < 5; round += 1) await advance({ ...room.app, flows: failing }, at.run);
    expect(await stateOf(at)).toBe('failed');
  };
  await fail();
  const said = await inOrder('Stuck', at, {
    'quarterly runs acknowledge ID --words "Sent by hand as a letter."': fail,
  });
  expect(said['quarterly runs resubmit 7 --dry-run']).toMatch(/reader/);
});

test('SES paused us: the run is held, and goes on', async () => {
  const at = await sending(13);
  room.simulator.setFaults([{ kind: 'account-sending-paused' }]);
  await room.sendRest(at.edition);
  await work();
  expect(await stateOf(at)).toBe('held');
  const said = await inOrder('SES paused us', at, {
    'quarterly run resume 7': async () => room.simulator.setFaults([]),
  });
  expect(said['quarterly runs show ID']).toMatch(/AccountSendingPaused/);
  await room.sendRest(at.edition);
  await work();
  expect(room.simulator.mails({ destination: 'one@example.org' }).length).toBeGreaterThan(0);
});

test('Redis lost: the list is there without it', async () => {
  await inOrder('Redis lost', { edition: 13 });
});

test('database full: a backup, and what is past its time goes', async () => {
  await inOrder('Database full', { edition: 13 });
});

test('late edition: brought in, approved, sent by hand', async () => {
  // The sample is edition 7 by its own file.
  const at: At = { edition: 7 };
  const said = await inOrder('Late edition', at, {
    'quarterly runs show ID': async () => {
      at.run = (await findRunOfEdition(room.db, editionNumber(7)))?.id;
    },
  });
  expect(said['quarterly flows on edition']).toContain('is on');
});

test('approver gone: somebody else approves', async () => {
  const at = await waiting(14);
  await pressLine('quarterly desk invite old@example.org --role approver', at);
  await inOrder('Approver gone', at);
  await work();
  expect((await showRun(room.db, at.run)).reason?.code).not.toBe('waits-for-approval');
});
