import type { ShownAddress } from '../../subscribers/index.ts';
import { say, table } from './command.ts';

const time = (at: Date | null) => at?.toISOString().slice(0, 16).replace('T', ' ') ?? '';

/** One page on which support can answer "why did I stop getting it?". */
export function sayShown({ reader, suppression, lifts, ledger, deliveries }: ShownAddress): void {
  if (suppression) say(`In the suppression list since ${time(suppression.at)}: ${suppression.reason}`);
  for (const lift of lifts) {
    say(
      `Lifted ${time(lift.at)}, was ${lift.was}${lift.reactivated ? ', mail went on' : ''}: ${lift.reason}`,
    );
  }
  if (!reader) {
    say(suppression ? 'The address itself is no longer held.' : 'Nothing is held about this address.');
    return;
  }
  say(
    table(
      [
        ['state', `${reader.state}${reader.stateReason ? ` (${reader.stateReason})` : ''}`],
        ['name', reader.name ?? ''],
        ['organisation', reader.organisation ?? ''],
        ['sections', reader.choice === 'all' ? 'all' : reader.choice.join(', ') || 'none'],
        ['format', reader.format],
        ['paused until', time(reader.pausedUntil)],
        ['agreed', time(reader.consentAt) || consentOf(ledger)],
        ['subscriber', String(reader.id)],
      ].filter(([, value]) => value !== ''),
    ),
  );
  say('\nWhat happened');
  say(
    table(
      ledger.map((line) => [time(line.at), line.event, line.reason ?? '', line.source, detail(line.detail)]),
    ),
  );
  if (deliveries.length > 0) {
    say('\nEditions');
    say(
      table(deliveries.map((sent) => [String(sent.edition), sent.state, time(sent.at), sent.reason ?? ''])),
    );
  }
}

/** What the newest import said of a consent without a date. */
const consentOf = (ledger: ShownAddress['ledger']) =>
  String(ledger.findLast((line) => line.detail.consent !== undefined)?.detail.consent ?? '');

const detail = (fields: Record<string, unknown>) =>
  Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('; ');
