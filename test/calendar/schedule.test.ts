import { expect, test } from 'vitest';
import { listActs } from '../../src/acts/index.ts';
import { addEntry, calendarBetween, moveEntry, sendEntryNow, skipEntry } from '../../src/calendar/index.ts';
import { calendarDeps } from '../../src/compose/calendar.ts';
import { recurrenceOf } from '../../src/compose/recurrence.ts';
import { editionNumber } from '../../src/core/index.ts';
import { loadEdition } from '../../src/editions/index.ts';
import { listRuns, listSlots, startDue, turnFlow } from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { insertEdition } from '../support/edition.ts';
import { openEditorial } from '../support/editorial.ts';

const by = editor('ed@example.org');
const at = (text: string) => new Date(text);

/** A calendar of the first Tuesdays of February, May, August and November, seen for the first time on 1 December 2026. */
async function calendar(env: Record<string, string> = {}) {
  const { app, clock } = await openEditorial(at('2026-12-01T09:00:00Z'), env);
  const deps = calendarDeps(app);
  const trigger = recurrenceOf(app);
  await startDue(trigger);
  const comes = async (time: string) => {
    clock.set(at(time));
    // Two schedulers at the same moment.
    await Promise.all([startDue(trigger), startDue(trigger)]);
    await startDue(trigger);
  };
  return {
    app,
    clock,
    deps,
    comes,
    plan: (number: number) => insertEdition(app.db, number),
    year: (year = 2027) =>
      calendarBetween(deps, { from: at(`${year}-01-01T00:00:00Z`), to: at(`${year + 1}-01-01T00:00:00Z`) }),
    runs: async () =>
      (await listRuns(app.db)).map(({ edition_number: edition, slot }) => ({ edition, slot })).reverse(),
    sendsAt: async (number: number) => (await loadEdition(app.db, editionNumber(number))).send_at,
    answers: (slot: Date) => sendEntryNow(deps, { slot, by }),
  };
}

const FEB = at('2027-02-02T09:00:00Z');

test('the year, and an edition that starts ten working days before it is sent', async () => {
  const house = await calendar();
  const [february] = await house.year();
  expect(february).toMatchObject({
    slot: FEB,
    state: 'planned',
    sequence: 0,
    dates: {
      copyDeadline: at('2027-01-12T09:00:00Z'),
      assembly: at('2027-01-19T09:00:00Z'),
      approval: at('2027-01-26T09:00:00Z'),
      send: FEB,
    },
  });
  expect((await house.year()).map(({ slot }) => slot.toISOString().slice(0, 16))).toEqual([
    '2027-02-02T09:00',
    '2027-05-04T08:00',
    '2027-08-03T08:00',
    '2027-11-02T09:00',
  ]);
  await house.plan(7);
  await house.comes('2027-01-19T08:59:59Z');
  expect(await house.runs()).toEqual([]);
  await house.comes('2027-01-19T09:00:00Z');
  expect(await house.runs()).toEqual([{ edition: 7, slot: FEB }]);
  expect(await house.sendsAt(7)).toEqual(FEB);
  expect((await house.year())[0]).toMatchObject({
    state: 'started',
    edition: 7,
    outcome: { code: 'slot-started' },
  });
  await house.comes('2027-02-10T09:00:00Z');
  expect(await house.runs()).toHaveLength(1);
});

test('bank holidays count: those of Scotland are other than those of England', async () => {
  const year = await (await calendar({ CADENCE: '0 9 6 1 *' })).year();
  const scottish = await (await calendar({ CADENCE: '0 9 6 1 *', BANK_HOLIDAYS: 'scotland' })).year();
  const none = await (await calendar({ CADENCE: '0 9 6 1 *', BANK_HOLIDAYS: 'none' })).year();
  // Back from Wednesday 6 January 2027, over the year's end.
  expect(year[0]?.dates.assembly).toEqual(at('2026-12-18T09:00:00Z'));
  expect(scottish[0]?.dates.assembly).toEqual(at('2026-12-17T09:00:00Z'));
  expect(none[0]?.dates.assembly).toEqual(at('2026-12-23T09:00:00Z'));
});

test('a skipped date starts nothing, a moved one starts at its new time, a special edition starts beside them', async () => {
  const house = await calendar();
  const [february, may, august] = (await house.year()).map(({ slot }) => slot) as [Date, Date, Date];
  for (const number of [7, 8, 9]) await house.plan(number);
  await expect(skipEntry(house.deps, { slot: february, by, reason: ' ' })).rejects.toThrow('Say why');
  await skipEntry(house.deps, { slot: february, by, reason: 'Nobody is here.' });
  await moveEntry(house.deps, { slot: may, to: at('2027-05-12T08:00:00Z'), by, reason: 'Elections' });
  await addEntry(house.deps, { at: at('2027-05-18T08:00:00Z'), by, reason: 'Flood' });
  for (const to of [august, at('2027-05-18T08:00:00Z'), at('2026-11-01T09:00:00Z')])
    await expect(moveEntry(house.deps, { slot: may, to, by })).rejects.toThrow(/at that very time|is over/);

  await house.comes('2027-02-20T09:00:00Z');
  // Where the old date would have begun.
  await house.comes('2027-04-26T10:00:00Z');
  expect(await house.runs()).toEqual([]);
  await house.comes('2027-04-27T10:00:00Z');
  await house.comes('2027-05-06T08:00:00Z');
  expect(await house.runs()).toEqual([
    { edition: 7, slot: may },
    { edition: 8, slot: at('2027-05-18T08:00:00Z') },
  ]);
  expect(await house.sendsAt(7)).toEqual(at('2027-05-12T08:00:00Z'));
  expect(await house.sendsAt(8)).toEqual(at('2027-05-18T08:00:00Z'));
  // It has begun, and is moved once more: only its sending.
  await moveEntry(house.deps, { slot: may, to: at('2027-05-13T08:00:00Z'), by });
  expect(await house.sendsAt(7)).toEqual(at('2027-05-13T08:00:00Z'));
  await expect(skipEntry(house.deps, { slot: may, by, reason: 'Too late' })).rejects.toThrow(
    'has begun with edition 7',
  );
  expect(
    (await house.year()).map(({ state, kind, sequence, dates }) => [
      state,
      kind,
      sequence,
      dates.send.toISOString().slice(5, 10),
    ]),
  ).toEqual([
    ['skipped', 'cadence', 1, '02-02'],
    ['started', 'cadence', 2, '05-13'],
    ['started', 'special', 0, '05-18'],
    ['planned', 'cadence', 0, '08-03'],
    ['planned', 'cadence', 0, '11-02'],
  ]);
  const acts = (await listActs(house.app.db, { limit: 50 })).filter(({ act }) => act.startsWith('calendar.'));
  expect(acts.map(({ act }) => act).reverse()).toEqual([
    'calendar.skipped',
    'calendar.moved',
    'calendar.added',
    'calendar.moved',
  ]);
});

test('a skipped date comes back when it is moved, to its own time too', async () => {
  const house = await calendar();
  await house.plan(7);
  await skipEntry(house.deps, { slot: FEB, by, reason: 'Nobody is here.' });
  await moveEntry(house.deps, { slot: FEB, to: at('2027-02-09T09:00:00Z'), by });
  await moveEntry(house.deps, { slot: FEB, to: FEB, by, reason: 'As it was.' });
  await house.comes('2027-01-19T09:00:00Z');
  expect(await house.runs()).toEqual([{ edition: 7, slot: FEB }]);
});

test('paused: nothing starts, nor later what came meanwhile', async () => {
  const house = await calendar();
  await house.plan(7);
  await turnFlow(house.app, { flow: 'edition', on: false, by });
  await house.comes('2027-01-19T09:00:00Z');
  await turnFlow(house.app, { flow: 'edition', on: true, by });
  await house.comes('2027-02-03T09:00:00Z');
  expect(await house.runs()).toEqual([]);
  expect((await house.year())[0]).toMatchObject({ state: 'nothing', outcome: { code: 'slot-off' } });
  await expect(moveEntry(house.deps, { slot: FEB, to: at('2027-03-01T09:00:00Z'), by })).rejects.toThrow(
    'is over (nothing was started: the flow was off)',
  );
});

test('down for two days at the slot: sent once, late, and that is said', async () => {
  const house = await calendar({ FLOW_LEAD_DAYS: '0' });
  await house.plan(7);
  await house.comes('2027-02-04T09:00:01Z');
  await house.comes('2027-02-05T09:00:00Z');
  expect(await house.runs()).toEqual([{ edition: 7, slot: FEB }]);
  expect((await listSlots(house.app.db))[0]?.outcome).toMatchObject({
    code: 'slot-started-late',
    params: { edition: 7, days: 2 },
  });
});

test('down for a week: asked once, and each answer does what it says', async () => {
  const house = await calendar({ FLOW_LEAD_DAYS: '0', CADENCE: '0 9 2 * *' });
  for (const number of [7, 8, 9]) await house.plan(number);
  const [january, february, march] = (await house.year()).map(({ slot }) => slot) as [Date, Date, Date];
  const asked = async (month: number) => {
    await house.comes(`2027-0${month}-09T09:00:00Z`);
    expect((await house.year())[month - 1]).toMatchObject({
      state: 'asks',
      outcome: { code: 'slot-asks', params: { days: 7 } },
    });
    await house.comes(`2027-0${month}-09T12:00:00Z`);
  };
  await asked(1);
  expect(await house.runs()).toEqual([]);
  await house.answers(january);
  expect(await house.runs()).toEqual([{ edition: 7, slot: january }]);
  expect(await house.sendsAt(7)).toEqual(at('2027-01-09T12:00:00Z'));
  await expect(house.answers(january)).rejects.toThrow('Nobody is asked');

  await asked(2);
  await skipEntry(house.deps, { slot: february, by, reason: 'The next one holds it.' });
  expect((await house.year())[1]).toMatchObject({ state: 'skipped', outcome: { code: 'slot-skipped' } });

  await asked(3);
  await moveEntry(house.deps, { slot: march, to: at('2027-03-20T09:00:00Z'), by });
  await house.comes('2027-03-20T08:59:00Z');
  expect(await house.runs()).toHaveLength(1);
  await house.app.db
    .updateTable('editions')
    .set({ state: 'published' })
    .where('number', '=', editionNumber(7))
    .execute();
  await house.comes('2027-03-20T09:00:00Z');
  expect((await house.runs())[1]).toEqual({ edition: 8, slot: at('2027-03-20T09:00:00Z') });
});

test('an installation that exists starts its flow at the slot, as before', async () => {
  const house = await calendar();
  await house.app.db
    .insertInto('settings')
    .values({ key: 'flow-lead-days', value: '0', updated_at: new Date() })
    .execute();
  await house.plan(7);
  await house.comes('2027-02-02T08:59:59Z');
  expect(await house.runs()).toEqual([]);
  await house.comes('2027-02-02T09:00:00Z');
  expect(await house.runs()).toEqual([{ edition: 7, slot: FEB }]);
});

test('an older process finds taken what was moved or skipped', async () => {
  const house = await calendar();
  await moveEntry(house.deps, { slot: FEB, to: at('2027-02-09T09:00:00Z'), by });
  const old = (slot: Date) =>
    house.app.db
      .insertInto('slots')
      .values({ slot, taken_at: slot, outcome: 'taken' })
      .onConflict((one) => one.doNothing())
      .returning('slot')
      .execute();
  expect(await old(FEB)).toEqual([]);
  expect(await old(at('2027-05-04T08:00:00Z'))).toHaveLength(1);
});

test('every minute as cadence, with a lead: one starts a minute, and looking costs little', async () => {
  const house = await calendar({ CADENCE: '* * * * *' });
  await house.comes('2026-12-01T09:03:00Z');
  expect(await listSlots(house.app.db, 50)).toHaveLength(4);
  await house.comes('2026-12-05T12:00:00Z');
  expect((await listSlots(house.app.db, 50)).length).toBeLessThanOrEqual(24);
});
