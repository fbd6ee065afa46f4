import type { Examination, Looked } from './examine.ts';
import type { DoctorFinding } from './finding.ts';

/** What is different from the examination before. */
export type ExaminationChanges = {
  /** Found now, and not before. */
  fresh: DoctorFinding[];
  /** Codes that were found before, and are not any more. */
  mended: string[];
};

/** With one of these nothing more could be learnt of its subject: what was found there before may well be there still. */
const BLIND = [
  'ses-unreachable',
  'ses-credentials',
  'ses-forbidden',
  'database-unreachable',
  'name-server-silent',
];

/** Pure: what has come and what has gone. What could not be looked at has not gone. */
export function changesSince(before: Examination | undefined, now: Examination): ExaminationChanges {
  const known = new Set(before?.findings.map(({ code }) => code));
  const codes = new Set(now.findings.map(({ code }) => code));
  const seen = new Set(now.looks.filter(couldSee).map(({ name }) => name));
  return {
    fresh: now.findings.filter(({ code }) => !known.has(code)),
    mended: (before?.looks ?? [])
      .filter(({ name }) => seen.has(name))
      .flatMap(({ findings }) => findings.map(({ code }) => code))
      .filter((code) => !codes.has(code)),
  };
}

const couldSee = ({ state, findings }: Looked) =>
  state === 'looked' && !findings.some(({ code }) => BLIND.includes(code));

/** A certificate that nears its end and a record that has gone are told before they are an error. */
const WATCHED = /^(certificate|dkim|spf|dmarc|mail-from|identity|hsts)/;

/** Whether somebody is to be told when it comes, and not only whoever looks. */
export const isTold = ({ code, severity }: DoctorFinding): boolean =>
  severity === 'error' || WATCHED.test(code);
