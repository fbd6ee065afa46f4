import { type ActRow, listActs } from '../acts/index.ts';
import { actorName, localTime } from '../core/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { withApp } from './with-app.ts';

type Asked = { edition?: number; limit: number; json?: boolean };

export const auditList = ({ edition, limit, json }: Asked) =>
  withApp(async ({ db, config }) => {
    const acts = await listActs(db, { limit, ...(edition === undefined ? {} : { edition }) });
    if (json) sayJson(acts);
    else if (acts.length === 0) say('Nothing is on record yet.');
    else say(table([['when', 'act', 'of', 'by', ''], ...acts.map((act) => row(act, config.timeZone))]));
  });

const row = ({ at, act, subject, by, consequences }: ActRow, timeZone: string) => [
  localTime(at, timeZone),
  act,
  String(subject),
  actorName(by),
  consequences
    .filter(({ doneAt, outcome }) => doneAt === null || outcome !== null)
    .map(({ name, tries, error, outcome }) =>
      outcome !== null
        ? `${name}: ${outcome}`
        : error
          ? `${name} is tried again, ${tries} so far: ${error}`
          : `${name} is still to be done`,
    )
    .join('; '),
];
