import {
  addEntry,
  addHoliday,
  type CalendarEntry,
  calendarBetween,
  type Division,
  findEntry,
  holidaysKnownTo,
  makeAddress,
  moveEntry,
  readMoment,
  removeHoliday,
  revokeAddresses,
  selectHolidays,
  sendEntryNow,
  skipEntry,
  timeOfDay,
  usualTime,
} from '../calendar/index.ts';
import type { App } from '../compose/app.ts';
import { calendarDeps, calendarReading } from '../compose/calendar.ts';
import { nobodyWorks } from '../compose/idle-runs.ts';
import { actorName, fault, localTime, paths, sayReason } from '../core/index.ts';
import { switchOf, turnFlow } from '../flows/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, type Named, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

const YEAR_MS = 366 * 86_400_000;

export const calendarList = ({ year, json }: { year?: number; json?: boolean }) =>
  withApp(async (app) => {
    const deps = calendarReading(app);
    const { timeZone } = app.config;
    const entries = await calendarBetween(deps, year === undefined ? around(app) : within(year, timeZone));
    const turned = await switchOf(app.db, 'edition');
    const paused = turned !== undefined && !turned.isOn;
    if (json) return sayJson({ paused, timeZone, editions: entries.map(told) });
    const time = (at: Date) => localTime(at, timeZone, false);
    if (paused) say(`Paused since ${time(turned.at)} by ${actorName(turned.by)}: nothing starts by itself.`);
    if (entries.length === 0) return say('No edition is to come: see CADENCE, or `quarterly calendar add`.');
    say(
      table([
        ['copy deadline', 'assembly', 'approval', 'send', '', ''],
        ...entries.map((entry) => [
          ...[entry.dates.copyDeadline, entry.dates.assembly, entry.dates.approval, entry.dates.send].map(
            time,
          ),
          [entry.kind === 'special' ? 'special' : '', WORDS[entry.state]].filter(Boolean).join(', '),
          notes(entry),
        ]),
      ]),
    );
  });

/** Also what was to be sent in the last month: it may wait for an answer. */
function around({ clock }: App): { from: Date; to: Date } {
  const now = clock.now().getTime();
  return { from: new Date(now - YEAR_MS / 12), to: new Date(now + YEAR_MS) };
}

const within = (year: number, timeZone: string) => {
  const start = (of: number) =>
    readMoment(`${String(of).padStart(4, '0')}-01-01`, { timeZone, usual: '00:00:00' });
  return { from: start(year), to: start(year + 1) };
};

const WORDS: Record<CalendarEntry['state'], string> = {
  planned: 'planned',
  started: 'begun',
  asks: 'TOO LATE, ASKED',
  nothing: 'nothing started',
  skipped: 'skipped',
};

const notes = ({ edition, reason, outcome, state }: CalendarEntry): string =>
  [
    edition === undefined ? '' : `edition ${edition}`,
    outcome && (state === 'asks' || state === 'nothing' || outcome.code === 'slot-started-late')
      ? sayReason(outcome, 'terminal')
      : '',
    reason,
  ]
    .filter(Boolean)
    .join('; ');

const told = ({ dates, changed, outcome, ...entry }: CalendarEntry) => ({
  ...entry,
  ...dates,
  edition: entry.edition ?? null,
  run: entry.run ?? null,
  outcome: outcome ? sayReason(outcome, 'terminal') : null,
  changed: changed ? { at: changed.at, by: actorName(changed.by) } : null,
});

type Why = Named & { reason: string };

export const calendarMove = (date: string, to: string, { reason, as }: Why) =>
  acting('calendar.change', { ...(as ? { as } : {}) }, async (app, by) => {
    const deps = calendarDeps(app);
    const { timeZone } = app.config;
    const entry = await findEntry(deps, date);
    const sendAt = readMoment(to, { timeZone, usual: timeOfDay(entry, timeZone) });
    await moveEntry(deps, { slot: entry.slot, to: sendAt, by, reason });
    say(
      `The edition of ${localTime(entry.dates.send, timeZone, false)} is sent ${localTime(sendAt, timeZone, false)}.`,
    );
  });

export const calendarSkip = (date: string, { reason, as }: Why) =>
  acting('calendar.change', { ...(as ? { as } : {}) }, async (app, by) => {
    const deps = calendarDeps(app);
    const entry = await findEntry(deps, date);
    await skipEntry(deps, { slot: entry.slot, by, reason });
    say(`Nothing starts for ${localTime(entry.dates.send, app.config.timeZone, false)}.`);
  });

export const calendarAdd = (date: string, { reason, as }: Why) =>
  acting('calendar.change', { ...(as ? { as } : {}) }, async (app, by) => {
    const deps = calendarDeps(app);
    const { timeZone } = app.config;
    const at = readMoment(date, { timeZone, usual: usualTime(deps) });
    await addEntry(deps, { at, by, reason });
    say(
      `A special edition is sent ${localTime(at, timeZone, false)}: the next that is planned is taken for it.`,
    );
  });

export const calendarSend = (date: string, { as }: Named) =>
  acting('edition.send', { ...(as ? { as } : {}) }, async (app, by) => {
    const deps = calendarDeps(app);
    const { slot } = await findEntry(deps, date);
    const { edition, run } = await sendEntryNow(deps, { slot, by });
    say(`Run ${run} of edition ${edition} has begun: \`quarterly runs show ${run}\` says how it goes.`);
    const idle = await nobodyWorks(app);
    if (idle) say(idle);
  });

const turning = (on: boolean) => () =>
  acting('flow.change', OPERATOR, async (app, by) => {
    const turned = await turnFlow(app, { flow: 'edition', on, by });
    const is = on ? 'goes on' : 'is paused';
    say(turned ? `The calendar ${is}.` : `The calendar ${on ? 'goes on' : 'is paused'} already.`);
    if (!on) say('What has begun goes on; editions whose start comes meanwhile start nothing later.');
  });

export const calendarAddress = () =>
  acting('calendar.change', OPERATOR, async (app, by) => {
    const token = await makeAddress(app, by);
    say(`${app.config.publicUrl}${paths.calendarFile({ file: `${token}.ics` })}`);
    say(
      'Whoever has this address sees the calendar. It is shown this once; `quarterly calendar revoke` ends it.',
    );
  });

export const calendarRevoke = () =>
  acting('calendar.change', OPERATOR, async (app, by) => {
    const revoked = await revokeAddresses(app, by);
    say(revoked === 0 ? 'There was no address.' : `${revoked} revoked: they open nothing any more.`);
  });

export const calendarPause = turning(false);
export const calendarResume = turning(true);

type Holidays = { of?: Division; add?: string; name?: string; remove?: string; json?: boolean };

export const calendarHolidays = ({ of, add, name = '', remove, json }: Holidays) =>
  add === undefined && remove === undefined
    ? withApp((app) => sayHolidays(app, divisionOf(app, of), json))
    : acting('calendar.change', OPERATOR, async (app, by) => {
        const division = divisionOf(app, of);
        if (add !== undefined) await addHoliday(app, { division, day: add, name, by });
        if (remove !== undefined) await removeHoliday(app, { division, day: remove, by });
        await sayHolidays(app, division, json);
      });

function divisionOf({ config }: App, of: Division | undefined): Division {
  if (of) return of;
  if (config.bankHolidays !== 'none') return config.bankHolidays;
  throw fault('invalid', 'BANK_HOLIDAYS is `none`: say with --of whose bank holidays are meant.');
}

async function sayHolidays({ db }: App, division: Division, json = false): Promise<void> {
  const days = await selectHolidays(db, division);
  const knownTo = holidaysKnownTo(days);
  if (json) return sayJson({ division, knownTo: knownTo ?? null, days });
  say(table([['day', division], ...days.map(({ day, name }) => [day, name])]));
  say(
    knownTo
      ? `Known to ${knownTo}; later years count every weekday but Saturday and Sunday.`
      : 'None is known.',
  );
}
