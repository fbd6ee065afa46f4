import { DAY_MS } from '../core/index.ts';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';

/** Whether a cadence ever comes again; `next` by its option. */
export const judgeCadences = (next: Readonly<Record<string, Date | undefined>>): DoctorFinding[] =>
  Object.entries(next).flatMap(([env, date]) =>
    found([
      date === undefined,
      () =>
        wrong(`cadence-never:${env}`, {
          what: `${env} names a time that never comes.`,
          why: 'The flow never starts.',
          mend: `${env}="0 9 1-7 2,5,8,11 2"   (the first Tuesday of February, May, August and November, at nine)`,
        }),
    ]),
  );

/** Dates are reckoned a year ahead, so what is known must reach so far. */
const AHEAD_DAYS = 365;

/** Bank holidays are known up to the end of a year, and nobody notices when that nears. `last`: the last one known; undefined = none. */
export function judgeHolidays(division: string, last: string | undefined, now: Date): DoctorFinding[] {
  const year = Number(last?.slice(0, 4) ?? now.getUTCFullYear() - 1);
  const days = (Date.UTC(year + 1, 0, 1) - now.getTime()) / DAY_MS;
  return found([
    days < AHEAD_DAYS,
    () =>
      doubtful('bank-holidays-end', {
        what: `The bank holidays of ${division} are known up to ${last === undefined ? 'no year' : `the end of ${year}`}.`,
        why: 'Dates after that are reckoned as if there were none: a deadline may fall on one.',
        mend: `quarterly calendar holidays --of ${division} --add ${year + 1}-12-25 --name "Christmas Day"   and so each of https://www.gov.uk/bank-holidays`,
      }),
  ]);
}
