import { expect, test } from 'vitest';
import {
  because,
  fault,
  inOwnWords,
  type Reason,
  readReason,
  reason,
  reasonColumns,
  reasonOfError,
  sayReason,
} from '../../src/core/index.ts';

const APPROVE = inOwnWords(
  'Edition 7 is planned: run `quarterly edition assemble 7` first, then `quarterly edition list`.',
);

/** What a terminal has said before reasons had codes. */
const SAID: [Reason, string][] = [
  [
    reason('waits-for-approval', { edition: 7 }),
    'Edition 7 waits for approval: look at its preview, then run `quarterly edition approve 7 --as EMAIL`.',
  ],
  [
    reason('unknown-mails', { edition: 7, unknown: 1 }),
    'Nobody can say whether Amazon SES took 1 mail of edition 7; an event may still tell. To decide: `quarterly deliveries unknown 7`.',
  ],
  [
    reason('unknown-mails', {
      edition: 7,
      unknown: 12,
      held: { count: 3, why: reason('few-aside', { least: 20, side: 'after' }) },
    }),
    'Nobody can say whether Amazon SES took 12 mails of edition 7; an event may still tell. By evidence 3 of them hold: fewer than 20 mails were accepted after it. To decide: `quarterly deliveries unknown 7`.',
  ],
  [
    reason('other-sender', { edition: 7 }),
    'Mails of edition 7 have gone under another sender: set MAIL_FROM back and `quarterly run resume 7`, or end this run with `quarterly run cancel 7` and send to the remaining readers with `quarterly edition send 7`.',
  ],
  [
    reason('options-differ', { who: 'This process', names: ['PUBLIC_URL', 'SENDING (live here)'] }),
    'This process does not send, because PUBLIC_URL, SENDING (live here) differ from the options with which this installation sends: start it with the same, or make its own those of all with `quarterly sending adopt`.',
  ],
  [
    reason('action-retried', {
      action: 'send',
      tries: 1,
      since: '2026-11-24T09:00:00.123Z',
      error: inOwnWords('disk full'),
    }),
    'send failed once since 2026-11-24 09:00:00 UTC and is tried again by itself: disk full',
  ],
  [
    reason('too-many-bounces', { count: 6, sent: 100, limit: 0.05 }),
    '6 of 100 mails bounced (6.0 %, limit 5.0 %): look at the list before you resume.',
  ],
  [APPROVE, 'Edition 7 is planned: run `quarterly edition assemble 7` first, then `quarterly edition list`.'],
  [inOwnWords('{0} and "{1}" are no commands'), '{0} and "{1}" are no commands'],
];

test.each(SAID)('at a terminal %j is said as it was, with the command to type', (why, words) => {
  expect(sayReason(why, 'terminal')).toBe(words);
});

test.each(SAID)('%j names no command elsewhere, nor in its row', (why) => {
  for (const surface of ['page', 'mail'] as const)
    expect(sayReason(why, surface)).not.toContain('quarterly ');
  const row = reasonColumns(why);
  expect(JSON.stringify(row)).not.toContain('quarterly ');
  const read = { ...row, reason_params: row.reason_params && JSON.parse(row.reason_params) };
  expect(readReason(read)).toEqual(why);
});

test('a code that only a newer version knows is told in the words that it left', () => {
  expect(readReason({ reason: 'the moon is full', reason_code: 'moon', reason_params: {} })).toEqual(
    inOwnWords('the moon is full'),
  );
});

test('an error keeps its code, and what was found beside it', () => {
  const error = because('conflict', reason('no-snapshot', { edition: 7 }));
  expect(error.message).toBe('Edition 7 has no snapshot: approve it first.');
  expect(reasonOfError(error)).toEqual(reason('no-snapshot', { edition: 7 }));
  const several = reasonOfError(fault('invalid', 'The theme is wrong.', ['no logo', 'no name']));
  expect(sayReason(several, 'terminal')).toBe('The theme is wrong.\nno logo\nno name');
});
