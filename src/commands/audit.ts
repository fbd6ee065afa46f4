import { type ActRow, listActs } from '../acts/index.ts';
import { actorName, localTime, type Reason, sayReason } from '../core/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { withApp } from './with-app.ts';

type Asked = { edition?: number; limit: number; json?: boolean };

export const auditList = ({ edition, limit, json }: Asked) =>
  withApp(async ({ db, config }) => {
    const acts = await listActs(db, { limit, ...(edition === undefined ? {} : { edition }) });
    if (json) sayJson(acts.map(told));
    else if (acts.length === 0) say('Nothing is on record yet.');
    else say(table([['when', 'act', 'of', 'by', ''], ...acts.map((act) => row(act, config.timeZone))]));
  });

const inWords = (why: Reason | null) => why && sayReason(why, 'terminal');

/** In words, and beside them the code with its parameters. */
const told = ({ consequences, ...act }: ActRow) => ({
  ...act,
  consequences: consequences.map(({ error, outcome, ...one }) => ({
    ...one,
    error: inWords(error),
    error_reason: error,
    outcome: inWords(outcome),
    outcome_reason: outcome,
  })),
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
        ? `${name}: ${sayReason(outcome, 'terminal')}`
        : error
          ? `${name} is tried again, ${tries} so far: ${sayReason(error, 'terminal')}`
          : `${name} is still to be done`,
    )
    .join('; '),
];
