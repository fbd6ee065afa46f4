import { expect, test } from 'vitest';
import { inOwnWords, type RunId, type RunState } from '../../src/core/index.ts';
import { moveRun } from '../../src/flows/moves.store.ts';
import { RUN_MOVES, type RunVerb } from '../../src/flows/run.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from '../support/edition.ts';

const STATES: RunState[] = ['running', 'waiting', 'paused', 'held', 'failed', 'succeeded', 'cancelled'];
const VERBS = Object.keys(RUN_MOVES) as RunVerb[];
const at = new Date('2026-11-24T09:00:00Z');
const { db } = await freshDatabase();

let number = 0;
/** A run that stands in `state`, as one inserted there. */
async function runIn(state: RunState): Promise<RunId> {
  number += 1;
  const { id } = await db
    .insertInto('runs')
    .values({
      edition_number: await insertEdition(db, number),
      trigger: 'manual',
      slot: null,
      state,
      reason: 'as it was',
      started_at: at,
      finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const stateOf = async (id: RunId) =>
  (await db.selectFrom('runs').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

test.each(STATES.flatMap((from) => VERBS.map((verb) => ({ from, verb }))))(
  'a run that is $from, by $verb: the table decides, and what has a name is on record',
  async ({ from, verb }) => {
    const id = await runIn(from);
    const move = RUN_MOVES[verb];
    const may = move.from.includes(from);
    const by = { kind: 'command', user: 'kim', as: 'ed@example.org' } as const;
    const moved = await moveRun(
      db,
      { id },
      { verb, reason: inOwnWords('because'), by, at, finishedAt: null },
    );
    expect(moved).toBe(may);
    expect(await stateOf(id)).toBe(may ? move.to : from);
    const acts = await db
      .selectFrom('acts')
      .select(['act', 'actor', 'at'])
      .where('subject_type', '=', 'run')
      .where('subject', '=', id)
      .execute();
    expect(acts).toEqual(may && move.act ? [{ act: move.act, actor: by, at }] : []);
  },
);

test.each(STATES.flatMap((from) => STATES.map((to) => ({ from, to }))))(
  'PostgreSQL holds the same table: $from to $to',
  async ({ from, to }) => {
    const id = await runIn(from);
    const may =
      from === to || Object.values(RUN_MOVES).some((move) => move.to === to && move.from.includes(from));
    const change = db.updateTable('runs').set({ state: to }).where('id', '=', id).execute();
    if (may) await change;
    else await expect(change).rejects.toThrow(`a run that is ${from} cannot become ${to}`);
    expect(await stateOf(id)).toBe(may ? to : from);
  },
);
