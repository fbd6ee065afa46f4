import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { may, type Permission } from '../../src/access/index.ts';
import { commands } from '../../src/commands/index.ts';
import { liftOne, stopOne } from '../../src/commands/subscribers-suppress.ts';
import { suppressByFile } from '../../src/commands/subscribers-suppress-file.ts';

/** What each command that acts asks for; one that can do several things asks for each. */
const ASKS: Record<string, Permission[]> = {
  'edition import': ['edition.write'],
  'edition assemble': ['edition.write'],
  'edition approve': ['edition.approve', 'edition.approve-alone'],
  'edition reopen': ['edition.reopen'],
  'edition cancel': ['edition.cancel'],
  'edition correct': ['edition.correct'],
  'edition take-down': ['edition.correct'],
  'edition put-back': ['edition.correct'],
  'edition tell': ['telling.approve', 'telling.ask'],
  'edition send': ['edition.send'],
  'approvals look': ['edition.look-again'],
  'approvals ask': ['edition.ask-approval'],
  'approvals revoke': ['edition.ask-approval'],
  'articles accept': ['article.judge'],
  'articles hold': ['article.judge'],
  'articles ask-changes': ['article.judge'],
  'articles move': ['article.judge'],
  'articles decline': ['article.judge'],
  'articles withdraw': ['article.judge'],
  'feeds add': ['feeds.change'],
  'feeds poll': ['feeds.change'],
  'feeds bring-in': ['article.judge'],
  'feeds remove': ['feeds.change'],
  'flows on': ['flow.change'],
  'flows off': ['flow.change'],
  'flows run': ['flow.change'],
  'alarms test': ['alarm.acknowledge'],
  'alarms acknowledge': ['alarm.acknowledge'],
  'runs resubmit': ['run.stop'],
  'runs cancel': ['run.stop'],
  'runs acknowledge': ['run.stop'],
  'run pause': ['run.stop'],
  'run resume': ['run.stop'],
  'run cancel': ['run.stop'],
  'desk invite': ['people.change'],
  'desk deputy': ['people.change'],
  'desk remove': ['people.change'],
  'desk sign-in': ['people.change'],
  'deliveries unknown': ['delivery.decide'],
  'deliveries retry': ['delivery.decide'],
  'deliveries again': ['delivery.decide'],
  'deliveries replan': ['delivery.decide'],
  'deliveries test': ['edition.send-test'],
  'sending adopt': ['settings.change'],
  'subscribers import': ['readers.change'],
  'subscribers export': ['readers.export'],
  'subscribers erase': ['readers.change'],
  'subscribers suppress': ['readers.change'],
  'sections move': ['section.change'],
  'sections rename': ['section.change'],
  'sections add': ['section.change'],
  'sections describe': ['section.change'],
  'sections merge': ['section.change'],
  'sections retire': ['section.change'],
  'sections colour': ['section.change'],
  'sections language': ['section.change'],
  'calendar move': ['calendar.change'],
  'calendar skip': ['calendar.change'],
  'calendar add': ['calendar.change'],
  'calendar send': ['edition.send'],
  'calendar address': ['calendar.change'],
  'calendar revoke': ['calendar.change'],
  'calendar pause': ['flow.change'],
  'calendar resume': ['flow.change'],
  'calendar holidays': ['calendar.change'],
  'domains retire': ['domains.change'],
  'domains unretire': ['domains.change'],
  'edition check': ['edition.check'],
  'installation renew': ['settings.change'],
  'restore release': ['settings.change'],
};

/**
 * What changes nothing that is kept; the processes, which act for whoever asks them; and what takes or puts the whole database,
 * for whoever has its password.
 */
const ASKS_NOTHING = [
  'up',
  'web',
  'worker',
  'demo',
  'migrate',
  'backup',
  'restore',
  'restore status',
  'edition list',
  'edition show',
  'edition pdf',
  'edition preview',
  'alarms list',
  'calendar list',
  'domains list',
  'alarms secret',
  'approvals list',
  'articles list',
  'articles show',
  'feeds list',
  'flows list',
  'runs list',
  'runs show',
  'audit list',
  'desk people',
  'deliveries show',
  'sending show',
  'subscribers show',
  'subscribers suppressed',
  'sections list',
  'signup form',
  'signup qr',
  'installation show',
  'doctor',
];

type Work = { load?: () => Promise<unknown> };
/** The work of each command, by its words. */
const works = new Map<string, Work>();

const wordsOf = (command: Command): string =>
  command.parent?.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();

beforeAll(() => {
  const action = Command.prototype.action;
  vi.spyOn(Command.prototype, 'action').mockImplementation(function (this: Command, work) {
    works.set(wordsOf(this), work as Work);
    return action.call(this, work);
  });
  const program = new Command('quarterly');
  for (const register of commands) register(program);
});
afterAll(() => {
  vi.restoreAllMocks();
});

test('every command is known here, and is in docs/interfaces.md', () => {
  const page = readFileSync(new URL('../../docs/interfaces.md', import.meta.url), 'utf8');
  const inDocs = [...page.matchAll(/^quarterly ([a-z-]+(?: [a-z-]+)?)/gm)].map(([, words]) => words);
  expect([...works.keys()].sort()).toEqual([...inDocs].sort());
  expect([...Object.keys(ASKS), ...ASKS_NOTHING].sort()).toEqual([...works.keys()].sort());
});

test('every command that acts asks the one table, for what stands here; the others ask for nothing', async () => {
  const asked: Record<string, Permission[]> = {};
  for (const [words, { load }] of works) {
    const work = words === 'subscribers suppress' ? suppressing() : String((await load?.()) ?? '');
    const found = [...work.matchAll(/['"]([a-z]+\.[a-z-]+)['"]/g)].flatMap(([, name]) =>
      PERMISSIONS.includes(name as Permission) ? [name as Permission] : [],
    );
    if (found.length > 0) asked[words] = [...new Set(found)].sort();
    expect(/\bacting\b/.test(work), words).toBe(words in ASKS);
  }
  expect(asked).toEqual(ASKS);
});

/** One command that chooses among three. */
const suppressing = () => [suppressByFile, stopOne, liftOne].join('\n');

const PERMISSIONS = [...new Set(Object.values(ASKS).flat())];

test('the operator, who has the machine’s shell, may all of it; a reader nothing', () => {
  const operator = { kind: 'command', user: 'kim' } as const;
  expect(PERMISSIONS.filter((one) => !may(operator, one))).toEqual([]);
  expect(PERMISSIONS.filter((one) => may({ kind: 'amazon' }, one))).toEqual([]);
});
