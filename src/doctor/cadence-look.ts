import { type DoctorFinding, found, wrong } from './finding.ts';

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
