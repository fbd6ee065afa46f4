import type { CalendarEntry } from './entry.ts';

export type IcsCalendar = {
  /** Of the bulletin. */
  name: string;
  /** Of the installation: what a UID ends with, so that it is the world's only one. */
  installation: string;
  /** How often something changed by which every date is counted, such as a bank holiday or `FLOW_LEAD_DAYS`. */
  revision: number;
  /** When the calendar began, or was last counted by other options: the time of entries that nobody has changed since. */
  since: Date;
};

/** A calendar that programs subscribe to (RFC 5545, RFC 7986): of each edition four moments. Times are UTC. */
export function icsOf(entries: readonly CalendarEntry[], calendar: IcsCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quarterly//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(calendar.name)}`,
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...entries.flatMap((entry) => eventsOf(entry, calendar)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const MOMENTS = {
  copyDeadline: 'copy deadline',
  assembly: 'assembly',
  approval: 'approval is asked for',
  send: 'send',
} as const;

function eventsOf(entry: CalendarEntry, { name, installation, revision, since }: IcsCalendar): string[] {
  const what =
    entry.edition === undefined
      ? entry.kind === 'special'
        ? 'special edition'
        : 'edition'
      : `edition ${entry.edition}`;
  const off = entry.state === 'skipped' || entry.state === 'nothing';
  return (Object.keys(MOMENTS) as (keyof typeof MOMENTS)[]).flatMap((moment) => [
    'BEGIN:VEVENT',
    // The slot never changes, wherever the edition is moved.
    `UID:${stamp(entry.slot)}-${moment.toLowerCase()}@${installation}.quarterly`,
    `SEQUENCE:${entry.sequence + revision}`,
    `DTSTAMP:${stamp(later(entry.changed?.at ?? since, since))}`,
    `DTSTART:${stamp(entry.dates[moment])}`,
    `SUMMARY:${escaped(`${name}, ${what}: ${MOMENTS[moment]}`)}`,
    ...(entry.reason === '' ? [] : [`DESCRIPTION:${escaped(entry.reason)}`]),
    `STATUS:${off ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
}

const later = (one: Date, other: Date) => (one > other ? one : other);

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

/** RFC 5545, 3.3.11; other control characters may not stand in a text. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');

const MOST_OCTETS = 75;

/** RFC 5545, 3.1: at most 75 octets a line, the space that leads the next one included, and no character is cut. */
export function folded(line: string): string {
  let [out, octets] = ['', 0];
  for (const sign of line) {
    const length = Buffer.byteLength(sign);
    if (octets + length > MOST_OCTETS) [out, octets] = [`${out}\r\n `, 1];
    out += sign;
    octets += length;
  }
  return out;
}
