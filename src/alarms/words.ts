import { localTime, sayReason } from '../core/index.ts';
import type { AlarmCause, AlarmCauses } from './causes.ts';

/** What an alarm says, wherever it is told: in English, as all of the desk. */
export type AlarmWords = {
  /** "Run 12 of edition 7 is held". */
  title: string;
  /** What it means, and what to do, a paragraph each. */
  paragraphs: string[];
};

type Writers = { [C in AlarmCause]: (params: AlarmCauses[C], timeZone: string) => AlarmWords };

const time = (iso: string, timeZone: string) => localTime(new Date(iso), timeZone, false);
const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`;
const ofRun = ({ run, edition, flow }: AlarmCauses['run-held']) =>
  edition === null ? `Run ${run} of the flow ${flow}` : `Run ${run} of edition ${edition}`;
const why = ({ why: reason }: { why?: AlarmCauses['run-held']['why'] }) =>
  reason ? [sayReason(reason, 'mail')] : [];

const tooMany =
  (kind: 'bounces' | 'complaints') =>
  ({ edition, count, sent, limit }: AlarmCauses['too-many-bounces']): AlarmWords => ({
    title: `Too many ${kind} of edition ${edition}`,
    paragraphs: [
      `Of ${sent} mails ${count} came back as ${kind} (${percent(count / sent)}; the threshold is ${percent(limit)}). Amazon SES reviews, and may pause, accounts above its own thresholds.`,
      'Look at the report of the edition: where the addresses are old, send no more until the list has been cleaned.',
    ],
  });

const WRITERS: Writers = {
  'edition-not-started': ({ slot, ...params }, timeZone) => ({
    title: `No edition was begun for ${time(slot, timeZone)}`,
    paragraphs: [
      ...(params.why ? why(params) : ['Its time has come and no run was started.']),
      'Plan or import the edition and send it by hand, or acknowledge this if none is due.',
    ],
  }),
  'approval-late': ({ edition, sendAt, waitingSince }, timeZone) => ({
    title: `Edition ${edition} is not approved and its date has come`,
    paragraphs: [
      `Its mails were to leave from ${time(sendAt, timeZone)} on; it has waited for approval since ${time(waitingSince, timeZone)}. Nothing is sent until a person approves it.`,
      'Ask its approvers, or another person, at the desk: Approval of the edition.',
    ],
  }),
  'run-held': (params) => ({
    title: `${ofRun(params)} is held`,
    paragraphs: [...why(params), 'It goes on once the cause is mended and somebody resumes it at the desk.'],
  }),
  'run-failed': (params) => ({
    title: `${ofRun(params)} has failed`,
    paragraphs: [
      ...why(params),
      'It does not go on by itself: mend the cause and resubmit it at the desk, or say there that it has been dealt with.',
    ],
  }),
  'unknown-mails': ({ edition, mails, minutes }) => ({
    title: `Nobody can say whether ${mails === 1 ? 'a mail' : `${mails} mails`} of edition ${edition} left`,
    paragraphs: [
      `No event of Amazon SES has settled ${mails === 1 ? 'it' : 'them'} for more than ${minutes} minutes. Nothing is sent a second time by itself.`,
      'Decide in the report of the edition whether they go again or are closed.',
    ],
  }),
  'queue-stuck': ({ said }) => ({
    title: said === undefined ? 'Work waits and nobody takes it' : 'The queue takes no jobs',
    paragraphs: [
      said === undefined
        ? 'Jobs have been due for several minutes. Nothing is lost: the database knows what is to be done.'
        : `It says: ${said}. Nothing is lost: the database knows what is to be done.`,
      'Look whether a worker runs and whether it reaches Redis, or PostgreSQL where REDIS_URL is not set.',
    ],
  }),
  'too-many-bounces': tooMany('bounces'),
  'too-many-complaints': tooMany('complaints'),
  'ses-away': ({ said }) => ({
    title: 'Amazon SES cannot be reached',
    paragraphs: [
      `It says: ${said}. One call at a time tries; mails wait and go by themselves when it answers again.`,
      'Look at the network, the credentials and the AWS Health Dashboard.',
    ],
  }),
  'sweeper-silent': ({ lastSweep }, timeZone) => ({
    title: 'No worker has looked for unfinished work',
    paragraphs: [
      lastSweep === null
        ? 'None has since this process started.'
        : `The last time was ${time(lastSweep, timeZone)}; it should be every 15 seconds. No edition starts and no mail leaves meanwhile.`,
      'Start `quarterly worker`, or `quarterly up`, and look at its log.',
    ],
  }),
  'disk-almost-full': ({ host, folder, freeMegabytes, percentFree }) => ({
    title: `A disk of ${host} is almost full`,
    paragraphs: [
      `The ${folder} has ${freeMegabytes} MB left (${percentFree} %). What cannot be written into the journal is not sent.`,
      'Make room: old backups, logs, other programs’ files.',
    ],
  }),
  'way-failed': ({ label, said }) => ({
    title: `Alarms cannot be told by ${label}`,
    paragraphs: [
      `It was tried several times: ${said}.`,
      'Mend ALARM_EMAILS or ALARM_WEBHOOKS, and look with `quarterly alarms test`.',
    ],
  }),
  finding: ({ what, mend }) => ({ title: what, paragraphs: [mend] }),
};

/** @throws Error for a cause of a newer version. */
export function alarmWords(cause: string, params: unknown, timeZone: string): AlarmWords {
  if (!Object.hasOwn(WRITERS, cause)) throw new Error(`No alarm has the cause ${cause}`);
  const write = WRITERS[cause as AlarmCause] as (params: unknown, timeZone: string) => AlarmWords;
  return write(params, timeZone);
}
