import { expect, test } from 'vitest';
import {
  type Actor,
  editionNumber,
  type NamedPerson,
  personId,
  type Role,
  type RunId,
  reason,
} from '../../../src/core/index.ts';
import type { EditionRun } from '../../../src/flows/index.ts';
import { countdown } from '../../../src/web/desk/home.tsx';
import { type DeskStanding, editionInHand, needsOf } from '../../../src/web/desk/needs.ts';
import { deskTime } from '../../../templates/web/desk/moments.ts';

const at = (day: number) => new Date(Date.UTC(2026, 10, day, 9));
const someone = (id: number, name: string, ...roles: Role[]): NamedPerson => ({
  id: personId(id),
  name,
  roles,
});
const ed = someone(1, 'Ed', 'editor');
const pat = someone(2, 'Pat', 'approver');
const ada = someone(3, 'Ada', 'admin');
const seven = editionNumber(7);

const run = (state: EditionRun['state'], reason: EditionRun['reason'] = null): EditionRun => ({
  id: 1 as RunId,
  flow: 'edition',
  edition_number: seven,
  trigger: 'schedule',
  slot: null,
  state,
  reason,
  started_at: at(20),
  finished_at: null,
  next_try_at: null,
  changed: true,
  acknowledged_at: null,
  acknowledged_by: null,
  acknowledged_words: null,
});
const edition = (number: number, state: 'planned' | 'assembled' | 'published', sendAt?: Date) => ({
  number: editionNumber(number),
  state,
  cover: 'November 2026',
  title: 'Common Ground',
  ...(sendAt ? { sendAt } : {}),
});
const quiet: DeskStanding = {
  articles: undefined,
  editions: [],
  runs: [],
  asked: new Map(),
  turns: new Map(),
  barred: new Map(),
  inDoubt: [],
  proposals: [],
  tellings: [],
  alarms: [],
  alone: [],
  people: [ed, pat, ada],
};
const telling: DeskStanding['tellings'][number] = {
  id: 1,
  edition: seven,
  article: 'night-bus',
  about: 'correction 1',
  content: {
    title: 'Common Ground',
    cover: '',
    headline: 'Night bus',
    path: '/',
    note: '',
    takenDown: false,
  },
  headline: 'Night bus',
  askedBy: 'Ed',
  since: at(21),
};
const kinds = (standing: Partial<DeskStanding>, who: NamedPerson) =>
  needsOf({ ...quiet, ...standing }, who).map(({ kind }) => kind);

test('nothing needs anybody while nothing waits', () => {
  for (const who of [ed, pat, ada]) expect(kinds({}, who)).toEqual([]);
});

test('each sees what their role may do, the longest waiting first, and who else may', () => {
  const by: Actor = { kind: 'person', ...ada };
  const standing: DeskStanding = {
    ...quiet,
    articles: { count: 2, since: at(22) },
    editions: [edition(7, 'assembled', at(30))],
    runs: [run('waiting')],
    asked: new Map([[seven, at(24)]]),
    inDoubt: [{ edition: seven, mails: 1, since: at(25) }],
    tellings: [telling],
    alone: [{ edition: seven, by, at: at(23), why: 'The press office waited.' }],
  };
  expect(kinds(standing, ed)).toEqual(['articles']);
  expect(kinds(standing, pat)).toEqual(['telling', 'articles', 'second-look', 'approval', 'in-doubt']);
  expect(kinds(standing, ada)).not.toContain('second-look');
  const approval = needsOf(standing, pat).find(({ kind }) => kind === 'approval');
  expect(approval).toMatchObject({
    what: 'Edition 7 waits for approval',
    others: ['Ada'],
    since: at(24),
    by: at(30),
  });
  expect(needsOf(standing, pat)[4]?.what).toBe('Of 1 mail of edition 7 nobody can say whether it left');
});

test('whoever changed the content last is not told that it waits for them', () => {
  const standing: DeskStanding = {
    ...quiet,
    editions: [edition(7, 'assembled')],
    runs: [run('waiting')],
    barred: new Map([[seven, new Set([pat.id])]]),
  };
  expect(kinds(standing, pat)).toEqual([]);
  expect(needsOf(standing, ada)).toMatchObject([{ kind: 'approval', others: [] }]);
});

test('a run that stopped says so; one that waits for its hour, or goes on by itself, needs nobody', () => {
  const editions = [edition(7, 'assembled')];
  for (const [state, words] of [
    ['held', 'is held by something outside'],
    ['failed', 'has failed'],
    ['paused', 'is paused'],
  ] as const)
    expect(needsOf({ ...quiet, editions, runs: [run(state)] }, ed)[0]?.what).toContain(words);
  expect(kinds({ editions: [edition(7, 'published')], runs: [run('waiting')] }, pat)).toEqual([]);
});

test('an edition that was sent back needs its editors, not its approvers', () => {
  const turns = new Map([[seven, { whose: 'editors', sentence: 'Pat sent it back.' } as const]]);
  const standing = { ...quiet, editions: [edition(7, 'assembled')], runs: [run('waiting')], turns };
  expect(needsOf(standing, ed)).toMatchObject([{ kind: 'edition', why: 'Pat sent it back.', since: at(20) }]);
});

test('the edition in hand is the next that is not out', () => {
  const editions = [edition(9, 'planned'), edition(8, 'assembled'), edition(7, 'published')];
  expect(editionInHand({ ...quiet, editions })?.number).toBe(8);
  expect(editionInHand(quiet)).toBeUndefined();
});

test('times are told as a person would, and what is left of them', () => {
  const time = { now: at(24), timeZone: 'Europe/London' };
  expect(deskTime(at(24), time)).toBe('today 09:00');
  expect(deskTime(at(23), time)).toBe('yesterday 09:00');
  expect(deskTime(at(3), time)).toBe('3 Nov 09:00');
  expect(deskTime(new Date('2025-07-01T09:00:00Z'), time)).toBe('1 Jul 2025 10:00');
  expect(countdown(at(27), at(24))).toBe('in 3 days');
  expect(countdown(new Date(at(24).getTime() + 5 * 3_600_000), at(24))).toBe('in 5 hours');
  expect(countdown(new Date(at(24).getTime() + 61_000), at(24))).toBe('in 2 minutes');
  expect(countdown(at(23), at(24))).toBe('due');
});

test('why a run stands still is said as a page says it: nobody at the desk is sent to a command line', () => {
  const held = run('held', reason('other-sender', { edition: seven }));
  const [need] = needsOf({ ...quiet, runs: [held] }, ada);
  expect(need?.why).toContain('let the run go on');
  expect(need?.why).not.toContain('quarterly ');
});
