import { noLongerRecorded, type ShownAddress } from '../../subscribers/index.ts';
import { localDay, localTime, localTimes } from '../core/index.ts';
import { say, table } from '../terminal/say.ts';

/** One page on which support can answer "why did I stop getting it?": what stands, then what happened, each thing once. */
export function sayShown(shown: ShownAddress, timeZone: string): void {
  const { reader, suppression, lifts, ledger, deliveries } = shown;
  const time = (at: Date | null) => localTime(at, timeZone, false);
  const inState = reader?.state === 'suppressed' && reader.stateReason === suppression?.reason;
  if (suppression && !inState)
    say(`In the suppression list since ${time(suppression.at)}: ${suppression.reason}`);
  for (const lift of lifts) {
    say(
      `Lifted ${time(lift.at)}, was ${lift.was}${lift.reactivated ? ', mail went on' : ''}: ${lift.reason}`,
    );
  }
  if (!reader) {
    say(suppression ? 'The address itself is no longer held.' : 'Nothing is held about this address.');
    return;
  }
  const reason = ledger.some(({ event }) => event === reader.stateReason) ? null : reader.stateReason;
  say(
    table(
      [
        ['state', `${reader.state}${reason ? ` (${reason})` : ''}`],
        ['name', reader.name ?? ''],
        ['organisation', reader.organisation ?? ''],
        ['sections', told(reader.choice) || 'none'],
        ['format', reader.format],
        ['language', reader.language ?? ''],
        ['paused until', time(reader.pausedUntil)],
        ['agreed', agreed(shown, timeZone)],
        ['subscriber', String(reader.id)],
      ].filter(([, value]) => value !== ''),
    ),
  );
  say('\nWhat happened');
  const above = standing(shown);
  say(
    table(
      ledger.map((line) => [
        time(line.at),
        line.event,
        line.reason === line.event || line.reason === reason ? '' : (line.reason ?? ''),
        line.source,
        detail(line.detail, above, timeZone),
      ]),
    ),
  );
  const { recordedFrom } = shown;
  if (deliveries.length > 0 || recordedFrom) say('\nEditions');
  if (recordedFrom) say(noLongerRecorded(localDay(recordedFrom, timeZone)));
  if (deliveries.length > 0) {
    say(
      table(deliveries.map((sent) => [String(sent.edition), sent.state, time(sent.at), sent.reason ?? ''])),
    );
  }
}

/** When and where a reader agreed; the source is told with the ledger's line where that says the same. */
function agreed({ reader, ledger }: ShownAddress, timeZone: string): string {
  const source = ledger.some((line) => line.source === reader?.consentSource) ? '' : reader?.consentSource;
  const told = [localDay(reader?.consentAt, timeZone), source ? `(${source})` : ''].filter(Boolean).join(' ');
  return told || consentOf(ledger);
}

/** What the newest import said of a consent without a date. */
const consentOf = (ledger: ShownAddress['ledger']) =>
  String(ledger.findLast((line) => line.detail.consent !== undefined)?.detail.consent ?? '');

/** What the upper part says already, as a ledger's detail would say it. */
const standing = ({ reader, ledger }: ShownAddress): Readonly<Record<string, string>> => ({
  sections: told(reader?.choice ?? ''),
  consentAt: reader?.consentAt?.toISOString() ?? '',
  consent: reader?.consentAt ? '' : consentOf(ledger),
});

const told = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));

const detail = (
  fields: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, string>>,
  timeZone: string,
) =>
  Object.entries(fields)
    .filter(([key, value]) => value !== null && above[key] !== told(value))
    .map(
      ([key, value]) =>
        `${key}: ${key === 'consentAt' ? localDay(new Date(told(value)), timeZone) : localTimes(told(value), timeZone)}`,
    )
    .join('; ');
