import { expect, test } from 'vitest';
import { type DeliveryState, editionNumber, reason } from '../../src/core/index.ts';
import { sayOutcome } from '../../src/web/desk/why-words.ts';
import { type LedgerLine, mailOutcome, standingAt } from '../../subscribers/index.ts';

const day = (text: string) => new Date(`2026-${text}T09:00:00Z`);
const line = (at: string, event: string, more: Partial<LedgerLine> = {}): LedgerLine => ({
  at: day(at),
  event,
  reason: event,
  source: 'desk',
  wording: null,
  language: null,
  detail: {},
  ...more,
});
const planned = { edition: editionNumber(7), plannedAt: day('11-24'), foldedBefore: null };
const say = (at: Date) => at.toISOString().slice(5, 10);
const without = (ledger: LedgerLine[], more = {}) =>
  sayOutcome(mailOutcome({ ...planned, mail: null, ...more }, ledger), say);
const withMail = (state: DeliveryState, why: ReturnType<typeof reason> | null = null, simulated = false) =>
  sayOutcome(mailOutcome({ ...planned, mail: { state, why, at: day('11-25'), simulated } }, []), say);

test('who has no mail of an edition is told what they were when its readers were looked at', () => {
  expect(without([])).toContain('they had not subscribed yet when');
  expect(without([line('11-26', 'imported')])).toContain('they had not subscribed yet');
  expect(without([line('11-20', 'asked')])).toContain('had not pressed the button');
  expect(without([line('03-01', 'imported'), line('11-01', 'left')])).toContain(
    'they had left, since 11-01,',
  );
  expect(
    without([line('03-01', 'imported'), line('11-02', 'suppressed', { reason: 'hard bounce' })]),
  ).toContain('suppressed, since 11-02, for a mail that came back for good');
  expect(without([line('03-01', 'imported'), line('11-03', 'erased')])).toContain('had been erased');
  const folded = { foldedBefore: day('11-26') };
  expect(without([line('03-01', 'imported')], folded)).toContain('no longer recorded one by one');
  expect(without([line('03-01', 'imported'), line('11-01', 'left')], folded)).toContain('they had left');
});

test('what a reader was is what the ledger said last before', () => {
  const ledger = [
    line('01-01', 'asked'),
    line('01-02', 'confirmed'),
    line('01-03', 'sections changed'),
    line('02-01', 'left'),
    line('02-02', 'asked again', { detail: { sections: ['news'] } }),
    line('02-03', 'asked again'),
    line('02-04', 'confirmed'),
    line('03-01', 'suppressed'),
    line('03-02', 'suppression lifted', { reason: null, detail: { reactivated: false } }),
    line('04-01', 'suppression lifted', { reason: 'it had arrived' }),
  ];
  const was = (at: string) => standingAt(ledger, day(at)).state;
  const days = ['01-01', '01-02', '01-04', '02-01', '02-03', '02-05', '03-01', '03-05', '04-02'];
  expect(days.map(was)).toEqual([
    'pending',
    'active',
    'active',
    'unsubscribed',
    'pending',
    'active',
    'suppressed',
    'unsubscribed',
    'active',
  ]);
  expect(standingAt(ledger, new Date('2025-12-31')).state).toBe('none');
});

test('each state of a mail has its sentence, with the reason where there is one', () => {
  expect(withMail('delivered')).toContain('Their mailbox took it');
  expect(withMail('delivered', null, true)).toContain('local simulator');
  expect(withMail('accepted')).toContain('has not answered yet');
  expect(withMail('complained')).toContain('reported it as spam');
  expect(withMail('planned')).toContain('on its way');
  expect(withMail('calling')).toContain('on its way');
  expect(withMail('unknown')).toContain('Nobody can say');
  expect(withMail('bounced', reason('hard-bounce', { kind: 'General' }))).toContain(
    'came back: hard bounce: General.',
  );
  expect(withMail('rejected', reason('refused', { said: 'No' }))).toContain(
    'refused it on 11-25: refused by',
  );
  for (const [why, words] of [
    [reason('nothing-chosen'), 'no article in the sections'],
    [reason('reader-paused'), 'had paused the bulletin'],
    [reason('not-allowed'), 'SENDING_ALLOWLIST'],
    [reason('not-active', { state: 'unsubscribed' }), 'no longer active'],
    [reason('closed'), 'somebody closed it'],
  ] as const)
    expect(withMail('skipped', why)).toContain(words);
  expect(withMail('skipped')).toContain('no longer known');
});
