import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { folded } from '../../src/calendar/ics.ts';
import { addEntry, icsFor, moveEntry, skipEntry } from '../../src/calendar/index.ts';
import { calendarDeps } from '../../src/compose/calendar.ts';
import { recurrenceOf } from '../../src/compose/recurrence.ts';
import { startDue } from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { signedInBrowser } from '../support/desk.ts';
import { openEditorial } from '../support/editorial.ts';

const by = editor('ed@example.org');
const house = await openEditorial(new Date('2026-12-01T09:00:00Z'));
const deps = calendarDeps(house.app);
await startDue(recurrenceOf(house.app));
const desk = await signedInBrowser(house.app, house.site, { roles: ['editor'] });

async function makeAddress(): Promise<string> {
  const page = await (await desk.post('/desk/calendar', { do: 'address' })).text();
  return /https:\/\/bulletin\.example\.org(\/calendar\/[\w-]{43}\.ics)/.exec(page)?.[1] ?? '';
}

const read = async (path: string) => (await fetch(`${house.site}${path}`)).text();

/** Every event as another reader of calendars has it. */
function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      at: event.startDate.toJSDate().toISOString(),
      zone: event.startDate.zone.tzid,
      summary: event.summary,
      description: event.description,
      status: String(component.getFirstPropertyValue('status')),
    };
  });
}

test('four moments of each edition; a change keeps the UID and raises the SEQUENCE; skipped is cancelled', async () => {
  const path = await makeAddress();
  const before = eventsOf(await read(path));
  expect(new Set(before.map(({ uid }) => uid)).size).toBe(before.length);
  expect(before.filter(({ at }) => at === '2027-02-02T09:00:00.000Z')).toHaveLength(1);
  expect(new Set(before.map(({ zone }) => zone))).toEqual(new Set(['UTC']));
  const slot = new Date('2027-05-04T08:00:00Z');
  const words = 'Wahlen; “zuerst”, dann\\danach\n— Ünïcödé 🗳️ '.repeat(4).trim();
  await moveEntry(deps, { slot, to: new Date('2027-05-12T08:00:00Z'), by, reason: words });
  await skipEntry(deps, { slot: new Date('2027-08-03T08:00:00Z'), by, reason: 'Holidays' });
  await addEntry(deps, { at: new Date('2027-09-01T08:00:00Z'), by, reason: 'Flood' });
  const text = await read(path);
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const after = eventsOf(text);
  const was = before.find(({ at }) => at === '2027-05-04T08:00:00.000Z');
  const is = after.find(({ uid }) => uid === was?.uid);
  expect(is).toMatchObject({
    at: '2027-05-12T08:00:00.000Z',
    sequence: 1,
    status: 'CONFIRMED',
    description: words,
  });
  expect(was?.sequence).toBe(0);
  expect(after.filter(({ status }) => status === 'CANCELLED')).toHaveLength(4);
  expect(after.filter(({ summary }) => summary.includes('special edition'))).toHaveLength(4);
});

test('other options by which dates are counted raise the SEQUENCE of every event, once', async () => {
  const path = await makeAddress();
  const token = path.slice('/calendar/'.length, -'.ics'.length);
  const withLead = async (flowLeadDays: number) => {
    const reading = { ...deps, config: { ...deps.config, flowLeadDays } };
    return eventsOf((await icsFor(reading, { token, name: 'Bulletin' })) ?? '');
  };
  const assembly = (events: ReturnType<typeof eventsOf>) =>
    events.find(({ uid }) => uid.startsWith('20270202T090000Z-assembly'));
  const before = assembly(eventsOf(await read(path)));
  const [once, again] = [assembly(await withLead(5)), assembly(await withLead(5))];
  expect(before?.at).toBe('2027-01-19T09:00:00.000Z');
  expect(once).toMatchObject({ at: '2027-01-26T09:00:00.000Z', sequence: (before?.sequence ?? 0) + 1 });
  expect(again).toEqual(once);
  const back = assembly(eventsOf(await read(path)));
  expect(back).toMatchObject({ at: before?.at, sequence: (before?.sequence ?? 0) + 2 });
});

test('an address is good until it is revoked, and one that is nearly right opens nothing', async () => {
  const [one, two] = [await makeAddress(), await makeAddress()];
  const status = async (path: string) => (await fetch(`${house.site}${path}`)).status;
  expect([await status(one), await status(two)]).toEqual([200, 200]);
  expect(await status(one.replace(/.\.ics$/, (end) => (end.startsWith('A') ? 'B.ics' : 'A.ics')))).toBe(404);
  const kept = await house.app.db.selectFrom('calendar_addresses').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(one.slice(10, 53));
  await desk.post('/desk/calendar', { do: 'revoke' });
  expect([await status(one), await status(two)]).toEqual([404, 404]);
});

test('a line is folded at 75 octets, within no character, and unfolds to what it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const lines = folded(text).split('\r\n');
      expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
      expect(lines.map((line, at) => (at === 0 ? line : line.slice(1))).join('')).toBe(text);
      expect(lines.every((line) => Buffer.from(line).toString() === line)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
