import { type Context, Hono } from 'hono';
import { AlarmsPage, type ShownAlarm } from '../../../templates/web/desk/alarms.tsx';
import { deskTime } from '../../../templates/web/desk/moments.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { may, requireMay } from '../../access/index.ts';
import { type Alarm, acknowledgeAlarm, lengthOf, listAlarms } from '../../alarms/index.ts';
import { actorName, paths } from '../../core/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';

/** `/desk/alarms`: what is broken, and who deals with it. */
export function alarmRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.alarms.route, (c) => showAlarms(c, deps));
  routes.post(paths.desk.alarms.route, formSize, async (c) => {
    const form = await readForm(c);
    const by = c.get('actor');
    requireMay(by, 'alarm.acknowledge');
    const id = Number(form.text('alarm')) || 0;
    const words = form.text('words');
    return pressed(c, {
      form,
      act: async () => {
        if (words.trim() === '') return { field: `words-${id}`, message: 'Enter who deals with it, and how' };
        await acknowledgeAlarm(deps, { id, by, words });
        return undefined;
      },
      again: (how) => showAlarms(c, deps, how),
      onward: paths.desk.alarms({ done: 'acknowledged' }),
    });
  });
  return routes;
}

/** How many of those that are over are shown below those that fire. */
const OVER = 20;

async function showAlarms(
  c: Context<SignedInEnv>,
  { db, clock, config }: DeskDeps,
  again?: PressedAgain,
): Promise<Response> {
  const time = { now: clock.now(), timeZone: config.timeZone };
  const latest = await listAlarms(db, { all: true, timeZone: config.timeZone });
  const shown = (alarm: Alarm) => shownAlarm(alarm, time, again);
  const firing = latest.filter(({ mendedAt }) => mendedAt === null).reverse();
  const problems: readonly DeskProblem[] = again?.problems ?? [];
  return deskPage(c, {
    at: 'flows',
    title: 'Alarms',
    body: (
      <AlarmsPage
        site={c.get('site')}
        firing={firing.map(shown)}
        over={latest
          .filter(({ mendedAt }) => mendedAt !== null)
          .slice(0, OVER)
          .map(shown)}
        mayAcknowledge={may(c.get('actor'), 'alarm.acknowledge')}
      />
    ),
    problems,
    ...(again ? { status: again.status } : {}),
    ...(c.req.query('done') === 'acknowledged' && !again ? { done: 'It is not repeated any more.' } : {}),
  });
}

type Time = { now: Date; timeZone: string };

function shownAlarm(alarm: Alarm, time: Time, again?: PressedAgain): ShownAlarm {
  const { id, title, paragraphs, since, mendedAt, acknowledged } = alarm;
  const length = lengthOf((mendedAt ?? time.now).getTime() - since.getTime());
  const mine = again?.form.text('alarm') === String(id);
  return {
    id,
    title,
    paragraphs,
    since: `${deskTime(since, time)}, ${mendedAt ? `mended after ${length}` : `for ${length}`}`,
    acknowledged:
      acknowledged === null
        ? undefined
        : `${actorName(acknowledged.by)}, ${deskTime(acknowledged.at, time)}: ${acknowledged.words}`,
    told: waysOf(alarm, time),
    typed: mine ? (again?.form.text('words') ?? '') : '',
    wrong: mine ? again?.problems.find(({ field }) => field === `words-${id}`)?.message : undefined,
  };
}

/** The latest of each way. */
const waysOf = ({ told }: Alarm, time: Time): string[] =>
  [...new Map(told.map((one) => [one.way, one])).values()].map(({ way, state, at }) =>
    state === 'told' && at ? `told by ${way}, ${deskTime(at, time)}` : `not yet told by ${way}`,
  );
