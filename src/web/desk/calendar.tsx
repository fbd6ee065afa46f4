import { type Context, Hono } from 'hono';
import { CalendarEntryPage, CalendarPage } from '../../../templates/web/desk/calendar.tsx';
import { deskMoment, deskTime } from '../../../templates/web/desk/moments.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { may, requireMay } from '../../access/index.ts';
import {
  addEntry,
  type CalendarDesk,
  type CalendarEntry,
  calendarBetween,
  entryAt,
  leadDays,
  makeAddress,
  moveEntry,
  nextEditions,
  pleaseApproveAt,
  readMoment,
  reckoningOf,
  revokeAddresses,
  selectAddresses,
  selectTellings,
  sendEntryNow,
  skipEntry,
  timeOfDay,
  usualTime,
} from '../../calendar/index.ts';
import { actorName, fault, isFault, paths, wallOf } from '../../core/index.ts';
import { switchOf, turnFlow } from '../../flows/index.ts';
import type { Form } from '../readers/form.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import { shownEntry, toldWhen } from './calendar-view.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';

type C = Context<SignedInEnv>;
type CalendarPagesDeps = DeskDeps & { calendar: CalendarDesk };

/** `/desk/calendar`: the year's editions, and what people do with their dates. */
export function calendarRoutes(deps: CalendarPagesDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { calendar, calendarEntry } = paths.desk;
  routes.get(calendar.route, (c) => yearPage(c, deps));
  routes.post(calendar.route, formSize, (c) => changeYear(c, deps));
  routes.get(calendarEntry.route, (c) => entryPage(c, deps));
  routes.post(calendarEntry.route, formSize, (c) => changeEntry(c, deps));
  return routes;
}

const DIVISION_NAMES = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
} as const;

const DONE: Readonly<Record<string, string>> = {
  add: 'The special edition is planned.',
  pause: 'Paused: no edition starts by itself.',
  resume: 'The calendar goes on.',
  revoke: 'Every address is revoked: they open nothing any more.',
  move: 'It has its new date.',
  skip: 'It is skipped.',
  send: 'It has begun.',
};

async function changeYear(c: C, deps: CalendarPagesDeps): Promise<Response> {
  const form = await readForm(c);
  const by = c.get('actor');
  const what = form.text('do');
  requireMay(by, what === 'pause' || what === 'resume' ? 'flow.change' : 'calendar.change');
  if (what === 'address') {
    const token = await makeAddress(deps, by);
    const file = paths.calendarFile({ file: `${token}.ics` });
    return yearPage(c, deps, { address: `${deps.config.publicUrl}${file}` });
  }
  return pressed(c, {
    form,
    act: async () => {
      if (what === 'pause' || what === 'resume')
        await turnFlow(deps, { flow: 'edition', on: what === 'resume', by });
      else if (what === 'revoke') await revokeAddresses(deps, by);
      else if (what === 'add') return add(deps, form, by);
      else throw fault('invalid', 'Press one of the buttons.');
      return undefined;
    },
    again: (again) => yearPage(c, deps, { again }),
    onward: paths.desk.calendar({ done: what }),
  });
}

async function add({ calendar }: CalendarPagesDeps, form: Form, by: Parameters<typeof addEntry>[1]['by']) {
  const at = dateIn(form, { timeZone: calendar.config.timeZone, usual: usualTime(calendar) });
  if ('message' in at) return at;
  await addEntry(calendar, { at: at.moment, by, reason: form.text('reason') });
  return undefined;
}

async function changeEntry(c: C, deps: CalendarPagesDeps): Promise<Response> {
  const { calendar } = deps;
  const form = await readForm(c);
  const by = c.get('actor');
  const what = form.text('do');
  requireMay(by, what === 'send' ? 'edition.send' : 'calendar.change');
  const entry = await entryIn(c, deps);
  const { slot } = entry;
  return pressed(c, {
    form,
    act: async () => {
      const reason = form.text('reason');
      if (what === 'send') await sendEntryNow(calendar, { slot, by });
      else if (what === 'skip') return skip(calendar, { slot, by, reason });
      else if (what === 'move') {
        const { timeZone } = calendar.config;
        const to = dateIn(form, { timeZone, usual: timeOfDay(entry, timeZone) });
        if ('message' in to) return to;
        await moveEntry(calendar, { slot, to: to.moment, by, reason });
      } else throw fault('invalid', 'Press one of the buttons.');
      return undefined;
    },
    again: (again) => entryPage(c, deps, again),
    onward: paths.desk.calendar({ done: what }),
  });
}

async function skip(
  calendar: CalendarDesk,
  asked: Parameters<typeof skipEntry>[1],
): Promise<DeskProblem | undefined> {
  if (asked.reason?.trim() === '')
    return { field: 'skip-reason', message: 'Say why it is skipped: in a year nobody remembers.' };
  await skipEntry(calendar, asked);
  return undefined;
}

/** The date that was typed, or what is wrong with it. */
function dateIn(form: Form, how: { timeZone: string; usual: string }): { moment: Date } | DeskProblem {
  const [date, time] = [form.text('date').trim(), form.text('time').trim()];
  try {
    return { moment: readMoment(time === '' ? date : `${date}T${time}`, how) };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { field: 'date', message: date === '' ? 'Give a date.' : error.message };
  }
}

async function entryIn(c: C, { calendar }: CalendarPagesDeps): Promise<CalendarEntry> {
  const found = await entryAt(calendar, new Date(Number(c.req.param('slot')) * 1_000));
  if (found) return found;
  throw fault('not-found', 'The calendar has no edition of that date.');
}

const typedIn = (again: PressedAgain | undefined) => ({
  date: again?.form.text('date') ?? '',
  time: again?.form.text('time') ?? '',
  reason: again?.form.text('reason') ?? '',
});

async function yearPage(
  c: C,
  deps: CalendarPagesDeps,
  { again, address }: { again?: PressedAgain; address?: string } = {},
): Promise<Response> {
  const { calendar, db } = deps;
  const { timeZone, bankHolidays } = calendar.config;
  const time = { now: deps.clock.now(), timeZone };
  const yearOf = (at: Date) => Number(wallOf(at, timeZone).day.slice(0, 4));
  const thisYear = yearOf(time.now);
  const asked = Number(c.req.query('year'));
  // In November the next edition may be February's.
  const [next] = await nextEditions(calendar, 1);
  const year = Math.abs(asked - thisYear) <= 50 ? asked : yearOf(next?.dates.send ?? time.now);
  const newYear = (of: number) => readMoment(`${of}-01-01`, { timeZone, usual: '00:00:00' });
  const entries = await calendarBetween(calendar, { from: newYear(year), to: newYear(year + 1) });
  const turned = await switchOf(db, 'edition');
  const problems = again?.problems ?? [];
  const done = again || address ? undefined : DONE[c.req.query('done') ?? ''];
  const holidays =
    bankHolidays === 'none'
      ? 'no bank holidays count'
      : `the bank holidays of ${DIVISION_NAMES[bankHolidays]} count`;
  return deskPage(c, {
    at: 'calendar',
    title: 'Calendar',
    problems,
    ...(done ? { done } : {}),
    ...(again ? { status: again.status } : {}),
    body: (
      <CalendarPage
        site={c.get('site')}
        entries={entries.map((entry) => shownEntry(entry, time))}
        year={year}
        years={[thisYear - 1, thisYear, thisYear + 1, thisYear + 2]}
        paused={
          turned && !turned.isOn ? `by ${actorName(turned.by)}, ${deskTime(turned.at, time)}` : undefined
        }
        counted={`Dates are counted back from the send date in working days; ${holidays}. An edition starts ${await leadDays(db, calendar.config)} working days before it is sent.`}
        mayChange={may(c.get('actor'), 'calendar.change')}
        mayPause={may(c.get('actor'), 'flow.change')}
        addresses={(await selectAddresses(db)).length}
        address={address}
        typed={typedIn(again)}
        problems={problems}
      />
    ),
  });
}

async function entryPage(c: C, deps: CalendarPagesDeps, again?: PressedAgain): Promise<Response> {
  const entry = await entryIn(c, deps);
  const time = { now: deps.clock.now(), timeZone: deps.config.timeZone };
  const problems = again?.problems ?? [];
  const done = again ? undefined : DONE[c.req.query('done') ?? ''];
  const { changed, slot, edition } = entry;
  const { db, calendar } = deps;
  const told = {
    tellings: await selectTellings(db, { slot, edition }),
    config: calendar.config,
    pleaseApprove: pleaseApproveAt(entry.dates.send, await reckoningOf(db, calendar.config)),
  };
  return deskPage(c, {
    at: 'calendar',
    title: `Edition of ${deskMoment(entry.dates.send, time)}`,
    problems,
    ...(done ? { done } : {}),
    ...(again ? { status: again.status } : {}),
    body: (
      <CalendarEntryPage
        site={c.get('site')}
        entry={shownEntry(entry, time)}
        told={toldWhen(entry, told, time)}
        changed={changed && `Changed by ${actorName(changed.by)}, ${deskTime(changed.at, time)}`}
        mayChange={may(c.get('actor'), 'calendar.change')}
        typed={typedIn(again)}
        problems={problems}
      />
    ),
  });
}
