import { deskMoment } from '../../../templates/web/desk/moments.ts';
import type { Site } from '../../../templates/web/site.ts';
import { type CalendarReading, entryAt, nextEditions } from '../../calendar/index.ts';
import { paths } from '../../core/index.ts';
import { askedSlots } from '../../flows/index.ts';

type Shown = { time: { now: Date; timeZone: string }; site: Site };

/** What home says of the calendar: what came too late and waits for an answer, and the next dates. */
export async function datesAhead(calendar: CalendarReading, { time, site }: Shown) {
  const [next] = await nextEditions(calendar, 1);
  const asks = [];
  for (const { slot } of await askedSlots(calendar.db)) {
    const entry = await entryAt(calendar, slot);
    if (entry?.state !== 'asks') continue;
    const href = site.at(paths.desk.calendarEntry({ slot: slot.getTime() / 1_000 }));
    asks.push({
      href,
      text: `The edition of ${deskMoment(entry.dates.send, time)} came too late: say what becomes of it`,
    });
  }
  const dates = next && [
    ['Articles must be in', next.dates.copyDeadline] as const,
    ['The next edition begins', next.dates.assembly] as const,
    ['It is sent', next.dates.send] as const,
  ];
  const lines = (dates ?? [])
    .filter(([, at]) => at > time.now)
    .map(([what, at]) => `${what}: ${deskMoment(at, time)}`);
  return { asks, next: lines };
}
