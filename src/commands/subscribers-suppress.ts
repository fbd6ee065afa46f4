import {
  type DoubtfulReader,
  type How,
  liftSuppression,
  listDoubtful,
  listSuppressed,
  type StoppedReader,
  suppressAddress,
} from '../../subscribers/index.ts';
import { localTime, parseEmailAddress } from '../core/index.ts';
import { count, say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import type { AskedOfFile } from './subscribers-suppress-file.ts';
import { withApp } from './with-app.ts';

export type SuppressWish = Omit<AskedOfFile, 'file'> & {
  file?: string;
  lift?: boolean;
  reason?: string;
  reactivate?: boolean;
};

const how: How = { source: 'command line', wording: null };

export const suppressed = ({ doubtful, json }: { doubtful?: boolean; json?: boolean }) =>
  withApp(async ({ db, config }) => {
    const found = doubtful ? await listDoubtful(db) : await listSuppressed(db);
    if (json) sayJson(found);
    else saySuppressed(found, doubtful === true, config.timeZone);
  });

export const stopOne = (email: string) =>
  acting('readers.change', OPERATOR, async (app, by) => {
    const held = await suppressAddress(app, parseEmailAddress(email), { ...how, by });
    say(held ? 'Suppressed.' : 'Suppressed; there was no such subscriber.');
  });

export const liftOne = (email: string, { reason, reactivate }: SuppressWish) =>
  acting('readers.change', OPERATOR, async (app, by) => {
    const goesOn = await liftSuppression(app, parseEmailAddress(email), {
      how: { ...how, by },
      ...(reason === undefined ? {} : { reason }),
      ...(reactivate ? { reactivate } : {}),
    });
    say(
      goesOn
        ? 'Lifted. The reader gets mail again as before.'
        : 'Lifted. The reader can sign up again; nobody is subscribed by this.',
    );
  });

function saySuppressed(
  found: readonly (StoppedReader | DoubtfulReader)[],
  doubtful: boolean,
  timeZone: string,
): void {
  if (found.length === 0) {
    say(doubtful ? 'Nobody was stopped by an event about another mailbox.' : 'Nobody is stopped.');
    return;
  }
  say(
    table([
      ['address', 'since', 'stopped for', ...(doubtful ? ['doubt'] : [])],
      ...found.map((one) => [
        one.email ?? '(no longer held)',
        localTime(one.since, timeZone, false),
        one.reason,
        ...('doubt' in one ? [one.doubt] : []),
      ]),
    ]),
  );
  say(`${count(found.length, 'reader')}.`);
  if (doubtful)
    say('`quarterly subscribers suppress ADDRESS --lift --reason TEXT --reactivate` lets mail go on.');
}
