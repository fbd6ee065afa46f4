import { beforeAll, beforeEach, expect, test } from 'vitest';
import { listActs } from '../../src/acts/index.ts';
import {
  type Actor,
  type ContentHash,
  type Database,
  type EditionNumber,
  movableClock,
  personId,
  sha256,
} from '../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  type CompileMail,
  importEditionFolder,
  listApprovals,
  loadEdition,
  loadSnapshot,
  lookAgain,
  reopenEdition,
  restoreApproval,
  selectLookedAt,
  whyNotApprover,
} from '../../src/editions/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { article, EDITION, folder } from './folders.ts';

const clock = movableClock(new Date('2027-02-24T09:00:00Z'));
let deps: { db: Database; clock: typeof clock; queue: ReturnType<typeof bell> };
beforeAll(async () => {
  deps = { db: (await freshDatabase()).db, clock, queue: bell() };
});

const ed = editor('ed@example.org');
const boss = editor('boss@example.org');
/** Stands for the theme and the compiled mail. */
let look = 'plain';
const compile: CompileMail = async (_tx, { snapshot }) => sha256(`${look} ${snapshot.number}`) as ContentHash;

let number: EditionNumber;
let last = 40;
const files = { '02.md': article({ headline: 'Hinge', section: 'sheds', position: '1' }) };
const bring = async (changed: Record<string, string> = files, by: Actor = ed) => {
  const found = await importEditionFolder(
    deps,
    folder({ 'edition.yaml': EDITION.replace('31', String(last)), ...changed }),
    by,
  );
  number = found.edition;
};
beforeEach(async () => {
  last += 1;
  look = 'plain';
  await bring();
  await assembleEdition(deps, number, ed);
});
const approve = (by: Actor, more = {}) => approveEdition(deps, number, by, { compile, ...more });
const reopen = (by: Actor = ed) => reopenEdition(deps, number, { by, reason: 'A typing error.' });
const again = async () => {
  await assembleEdition(deps, number, ed);
  return restoreApproval(deps, number, { by: ed, compile });
};

test('an approval is a row: what it counts for, who, when and in which words', async () => {
  const { hash } = await approve(boss, { words: ' Fine by me. ' });
  const [row] = await listApprovals(deps.db, number);
  expect(row).toMatchObject({
    snapshot_hash: hash,
    actor: boss,
    at: clock.now(),
    words: 'Fine by me.',
    alone_reason: null,
  });
  expect(row?.hash).not.toBe(hash);
  await expect(deps.db.updateTable('approvals').set({ words: null }).execute()).rejects.toThrow();
  await expect(deps.db.deleteFrom('approvals').execute()).rejects.toThrow();
});

test('opened again and frozen with the same, the approval stands, under the hash that it had', async () => {
  const { hash } = await approve(boss);
  const at = clock.now();
  clock.advance(60_000);
  await reopen();
  expect(await loadEdition(deps.db, number)).toMatchObject({ state: 'assembled', approved_by: null });
  expect(await loadSnapshot(deps.db, number)).toBeUndefined();
  expect(await restoreApproval(deps, number, { by: ed, compile })).toBeUndefined();
  expect(await again()).toMatchObject({ state: 'stands', approval: { actor: boss } });
  expect(await loadEdition(deps.db, number)).toMatchObject({
    state: 'approved',
    approved_by: 'boss@example.org',
    approved_at: at,
  });
  expect((await loadSnapshot(deps.db, number))?.hash).toBe(hash);
  const acts = (await listActs(deps.db, { edition: number, limit: 3 })).map(({ act }) => act);
  expect(acts).toEqual(['edition.approval-stands', 'edition.assembled', 'edition.reopened']);
});

test('one letter changed, and it is void; what was approved can still be read, and counts again when it is back', async () => {
  const first = await approve(boss);
  await reopen();
  await bring({
    '02.md': article({ headline: 'Hinge', section: 'sheds', position: '1', summary: 'Oiled.' }),
  });
  expect(await again()).toMatchObject({
    state: 'void',
    isNew: true,
    changes: ['“Hinge” was changed: summary.'],
  });
  expect(await again()).toMatchObject({ state: 'void', isNew: false });
  expect((await loadEdition(deps.db, number)).state).toBe('assembled');
  const second = await approve(boss);
  expect(second.hash).not.toBe(first.hash);
  const kept = await deps.db
    .selectFrom('edition_snapshots')
    .select('hash')
    .where('edition_number', '=', number)
    .execute();
  expect(kept.map(({ hash }) => hash)).toEqual([first.hash, second.hash]);

  await reopen();
  await bring();
  expect(await again()).toMatchObject({ state: 'stands' });
  expect((await loadSnapshot(deps.db, number))?.hash).toBe(first.hash);
});

test('a mail that looks different is another mail, whatever its words', async () => {
  await approve(boss);
  await reopen();
  look = 'gazette';
  expect(await again()).toMatchObject({ state: 'void', changes: [] });
});

test('an approval of the content alone, as those of before, counts whatever the mail looks like', async () => {
  await approveEdition(deps, number, boss);
  await reopen();
  look = 'gazette';
  expect(await again()).toMatchObject({ state: 'stands' });
});

test('only what is approved and not planned is opened again, and never without a reason', async () => {
  await expect(reopen()).rejects.toThrow('it is open to changes already');
  await approve(boss);
  await expect(reopenEdition(deps, number, { by: ed, reason: ' \n ' })).rejects.toThrow(
    'Say in a sentence why',
  );
  await deps.db
    .insertInto('plans')
    .values({
      edition_number: number,
      planned: 1,
      wave_opens_at: null,
      held_until: null,
      created_at: clock.now(),
    })
    .execute();
  await expect(reopen()).rejects.toThrow('its mails are planned');
  expect((await loadEdition(deps.db, number)).state).toBe('approved');
});

test('the last editor does not approve their own, but for the emergency path, which another person looks at', async () => {
  const rule = 'other' as const;
  await expect(approve(ed, { rule })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(approve(editor('ED@example.org'), { rule })).rejects.toThrow('somebody else must approve it');
  await expect(approve(ed, { rule, alone: '  ' })).rejects.toThrow('why nobody else can be asked');
  await approve(ed, { rule, alone: 'Everybody is on leave.' });
  const [waiting] = await selectLookedAt(deps.db, { waiting: true });
  expect(waiting).toMatchObject({
    edition_number: number,
    alone_reason: 'Everybody is on leave.',
    looked_by: null,
  });
  const approval = waiting?.id ?? 0;
  await expect(lookAgain(deps, { approval, by: ed })).rejects.toThrow('another person must look');
  expect(await lookAgain(deps, { approval, by: boss })).toMatchObject({ looked_by: boss });
  expect(await selectLookedAt(deps.db, { waiting: true })).toEqual([]);
  await expect(lookAgain(deps, { approval, by: boss })).rejects.toThrow('waits for a second look');
});

test('who did not change it last may approve it; who brought in the same again changed nothing', async () => {
  await bring(files, boss);
  await expect(approve(ed, { rule: 'other' })).rejects.toThrow('shell user test, who gave ed@example.org');
  await approve(boss, { rule: 'other' });
});

const named = { id: personId(1), name: 'Ed', roles: ['editor' as const] };
const shell = { kind: 'command', user: 'kim' } as const;
const PAIRS: [string, Actor, Actor, boolean][] = [
  ['on a page, themself', { kind: 'person', ...named }, { kind: 'person', ...named }, false],
  ['on a page, another', { kind: 'person', ...named }, { kind: 'person', ...named, id: personId(2) }, true],
  [
    'by command, themself',
    { kind: 'person', ...named },
    { ...shell, as: 'ed@example.org', person: named },
    false,
  ],
  ['by link', { kind: 'person', ...named }, { kind: 'guest', link: 1, name: 'Press' }, true],
  ['the same account, nameless', shell, shell, false],
  ['the same account, with an address that nobody knows', shell, { ...shell, as: 'x@example.org' }, false],
  [
    'the same account, for somebody of the desk',
    shell,
    { ...shell, as: 'ed@example.org', person: named },
    true,
  ],
  ['another account', shell, { ...shell, user: 'lee' }, true],
  ['what the flow did', { kind: 'flow' }, shell, true],
];
test.each(PAIRS)('%s', (_, lastEditor, by, mayApprove) => {
  expect(whyNotApprover({ by, lastEditor, rule: 'other' }) === undefined).toBe(mayApprove);
  expect(whyNotApprover({ by, lastEditor, rule: 'anyone' })).toBeUndefined();
});
