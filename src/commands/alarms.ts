import { type Alarm, acknowledgeAlarm, lengthOf, listAlarms } from '../alarms/index.ts';
import { webhookSecret } from '../compose/alarm-ways.ts';
import { testAlarm } from '../compose/test-alarm.ts';
import { actorName, type EmailAddress, localTime } from '../core/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { EXIT } from './exit.ts';
import { withApp } from './with-app.ts';

export const alarmsList = ({ all = false, json }: { all?: boolean; json?: boolean }) =>
  withApp(async ({ db, clock, config: { timeZone } }) => {
    const found = await listAlarms(db, { all, timeZone });
    if (json) return sayJson(found.map(inJson));
    if (found.length === 0) say(all ? 'There has been no alarm yet.' : 'No alarm fires.');
    for (const [n, alarm] of found.entries()) {
      if (n > 0) say();
      sayAlarm(alarm, { timeZone, now: clock.now() });
    }
  });

export const alarmsTest = ({ json }: { json?: boolean }) =>
  acting('alarm.acknowledge', OPERATOR, async (app) => {
    const tested = await testAlarm(app);
    if (json) sayJson(tested);
    else if (tested.length > 0)
      say(table(tested.map(({ way, told, said }) => [way, told ? 'told' : 'NOT TOLD', said ?? ''])));
    if (tested.length === 0 && !json) say(nobodyIsTold(app.config.sending));
    if (tested.length === 0 || tested.some(({ told }) => !told)) process.exitCode = EXIT.fault;
  });

const nobodyIsTold = (sending: string) =>
  sending === 'off'
    ? 'Nobody would be told: with SENDING=off no mail leaves, and ALARM_WEBHOOKS names nothing.'
    : 'Nobody would be told: set ALARM_EMAILS or ALARM_WEBHOOKS, or give somebody of the desk the role `admin`.';

type Words = { words: string; as?: EmailAddress; json?: boolean };

export const alarmsAcknowledge = (id: number, { words, as, json }: Words) =>
  acting('alarm.acknowledge', as === undefined ? OPERATOR : { as }, async (app, by) => {
    await acknowledgeAlarm(app, { id, by, words });
    if (json) return sayJson({ alarm: id, acknowledgedBy: actorName(by), words });
    say(`Alarm ${id} is acknowledged: it is not repeated. When it is mended, that is told once.`);
  });

export const alarmsSecret = () => withApp(async (app) => say(await webhookSecret(app)));

const inJson = ({ acknowledged, ...alarm }: Alarm) => ({
  ...alarm,
  state: alarm.mendedAt ? 'mended' : 'firing',
  acknowledged: acknowledged && { ...acknowledged, by: actorName(acknowledged.by) },
});

type Around = { timeZone: string; now: Date };

function sayAlarm(alarm: Alarm, { timeZone, now }: Around): void {
  const { id, title, paragraphs, since, mendedAt, acknowledged } = alarm;
  const time = (at: Date | null) => localTime(at, timeZone);
  const length = lengthOf((mendedAt ?? now).getTime() - since.getTime());
  say(`Alarm ${id}: ${title}`);
  say(`  since ${time(since)}, ${mendedAt ? `mended after ${length}` : `for ${length}`}`);
  if (!mendedAt) for (const paragraph of paragraphs) say(`  ${paragraph}`);
  if (acknowledged)
    say(`  acknowledged by ${actorName(acknowledged.by)} at ${time(acknowledged.at)}: ${acknowledged.words}`);
  for (const { news, way, state, at, said } of alarm.told)
    say(
      `  ${news}, ${way}: ${state === 'told' ? time(at) : state}${said && state !== 'told' ? ` – ${said}` : ''}`,
    );
  if (alarm.told.length === 0) say('  told to nobody yet');
}
