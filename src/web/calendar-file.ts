import { Hono } from 'hono';
import type { Site } from '../../templates/web/site.ts';
import { type CalendarDesk, icsFor } from '../calendar/index.ts';
import { fault, paths } from '../core/index.ts';

type Deps = { calendar: CalendarDesk; site(): Promise<Site> };

/** `/calendar/TOKEN.ics`: the calendar for programs. The address is the secret, so no cache between may keep it. */
export function calendarFileRoutes({ calendar, site }: Deps): Hono {
  const routes = new Hono();
  routes.get(paths.calendarFile.route, async (c) => {
    const token = (c.req.param('file') ?? '').replace(/\.ics$/, '');
    const text = await icsFor(calendar, { token, name: (await site()).name });
    if (text === undefined)
      throw fault('not-found', 'There is no calendar at this address, or not any more.');
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'Cache-Control': 'private, no-cache',
      'X-Robots-Tag': 'noindex',
    });
  });
  return routes;
}
