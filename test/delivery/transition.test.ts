import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeliveryState, reason as why } from '../../src/core/index.ts';
import { type DeliveryEvent, type Standing, transition } from '../../src/delivery/delivery.ts';

const leases = ['one', 'two'];
const states: DeliveryState[] = [
  'planned',
  'calling',
  'accepted',
  'rejected',
  'unknown',
  'skipped',
  'delivered',
  'bounced',
  'complained',
];
const HELD: DeliveryState[] = ['calling', 'unknown'];
const PROVED: DeliveryState[] = ['accepted', 'delivered', 'bounced', 'complained'];

const lease = fc.constantFrom(...leases);
const reason = fc.constant(why('given-back'));
const reports = fc.constantFrom(
  'sent',
  'rejected',
  'answered',
  'delivered',
  'soft bounced',
  'bounced',
  'complained',
);
const report = reports.map((value): DeliveryEvent => ({ type: 'report', report: value }) as DeliveryEvent);
const event: fc.Arbitrary<DeliveryEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('refuse', 'unsent', 'unanswered'), lease, reason }),
  fc.record({ type: fc.constant('close'), reason }),
  fc.constant({ type: 'accept', messageId: 'id' }),
  fc.constantFrom({ type: 'resend' }, { type: 'not taken' }),
  report,
) as fc.Arbitrary<DeliveryEvent>;
const standing: fc.Arbitrary<Standing> = fc
  .record({ state: fc.constantFrom(...states), lease })
  .map(({ state, lease: held }) => ({ state, lease: HELD.includes(state) ? held : null }));

const after = (from: Standing, events: DeliveryEvent[]) =>
  events.reduce((now, one) => transition(now, one) ?? now, from);
const planned: Standing = { state: 'planned', lease: null };

test('a lease is held exactly in the states that need one', () => {
  fc.assert(
    fc.property(standing, event, (from, one) => {
      const to = transition(from, one) ?? from;
      expect(to.lease === null).toBe(!HELD.includes(to.state));
    }),
  );
});

test('the same event twice in a row is the event once', () => {
  fc.assert(
    fc.property(standing, event, (from, one) => {
      const once = transition(from, one);
      if (once) expect(transition(once, one) ?? once).toEqual(once);
    }),
  );
});

test('reports lead to one state in whatever order, and however often, they come', () => {
  fc.assert(
    fc.property(
      standing,
      fc.array(report, { maxLength: 6 }),
      fc.func(fc.integer()),
      (from, events, order) => {
        const shuffled = [...events, ...events].sort((a, b) => order(a) - order(b));
        expect(after(from, shuffled).state).toBe(after(from, events).state);
      },
    ),
  );
});

test('what SES had is never offered for sending again, and never regresses', () => {
  fc.assert(
    fc.property(standing, fc.array(event, { maxLength: 20 }), (from, events) => {
      let now = from;
      for (const one of events) {
        const next = transition(now, one) ?? now;
        // What came back proves little where the mail may have been delivered: see `answered`.
        if (PROVED.includes(now.state) && now.bounce !== 'answered') {
          expect([...PROVED, 'rejected']).toContain(next.state);
          expect(PROVED.indexOf(next.state) >= PROVED.indexOf(now.state) || next.state === 'rejected').toBe(
            true,
          );
        }
        now = next;
      }
    }),
  );
});

test('a mail is called at most once for each time that someone or certain knowledge let it go again', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let now = planned;
      let calls = 0;
      let permits = 1;
      for (const one of events) {
        const next = transition(now, one) ?? now;
        if (now.state === 'planned' && next.state === 'calling') calls += 1;
        if (next !== now && (one.type === 'resend' || one.type === 'unsent')) permits += 1;
        now = next;
      }
      expect(calls).toBeLessThanOrEqual(permits);
    }),
  );
});

test('a late answer of another lease denies nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('refuse', 'unsent', 'unanswered'),
      fc.constantFrom(...HELD),
      (type, state) => {
        expect(
          transition({ state, lease: 'two' }, { type, lease: 'one', reason: why('given-back') }),
        ).toBeUndefined();
      },
    ),
  );
});

test('unknown is settled by proof from SES, by evidence or by a person, never by itself', () => {
  const unknown: Standing = { state: 'unknown', lease: 'one' };
  fc.assert(
    fc.property(event, (one) => {
      const to = transition(unknown, one);
      if (to === undefined) return;
      const lateAnswer = (one.type === 'refuse' || one.type === 'unsent') && one.lease === 'one';
      expect(lateAnswer || ['accept', 'report', 'resend', 'not taken', 'close'].includes(one.type)).toBe(
        true,
      );
    }),
  );
});
