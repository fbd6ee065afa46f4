import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allot, roundOf } from '../../src/delivery/pace/allotment.ts';

type Process = { id: number; held: number; edition: boolean; singles: number };

const wish = fc.record({ edition: fc.boolean(), singles: fc.nat(3) });
const steps = fc.array(fc.record({ who: fc.nat(4), ...{ wish }, sheds: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

/** One process says what it holds and wishes, as in the database: what it gives up counts until it has said so. */
function exchange(processes: Process[], permits: number, me: Process, sheds: boolean): void {
  const others = processes.filter((one) => one !== me).map(({ held, ...one }) => ({ ...one, permits: held }));
  const rank = others.filter((other) => other.edition && other.id < me.id).length;
  const { target } = allot(permits, { ...me, rank }, others);
  me.held = target > me.held || sheds ? target : me.held;
}

test('whoever comes and goes, all together never hold more than there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), steps, (permits, course) => {
      const processes = [0, 1, 2, 3, 4].map((id) => ({ id, held: 0, edition: false, singles: 0 }));
      for (const { who, wish: wanted, sheds } of course) {
        const me = Object.assign(processes[who] as Process, wanted);
        exchange(processes, permits, me, sheds);
        expect(processes.reduce((sum, { held }) => sum + held, 0)).toBeLessThanOrEqual(permits);
      }
    }),
  );
});

test('a single mail has one at last, and what is left is shared out whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(wish, { minLength: 1, maxLength: 5 }),
      (permits, wishes) => {
        const processes = wishes.map((one, id) => ({ id, held: id === 0 ? permits : 0, ...one }));
        for (let round = 0; round < 12; round += 1)
          for (const me of processes) exchange(processes, permits, me, true);
        const held = processes.reduce((sum, one) => sum + one.held, 0);
        if (wishes.some(({ edition }) => edition) && wishes.every(({ singles }) => singles < 2))
          expect(held).toBe(permits);
        const waiting = processes.filter(({ singles }) => singles > 0);
        if (waiting.length <= permits) for (const one of waiting) expect(one.held).toBeGreaterThan(0);
      },
    ),
  );
});

test.each([
  [14, 14, { permits: 14, seconds: 1 }],
  [11.2, 14, { permits: 12, seconds: 12 / 11.2 }],
  [0.5, 1, { permits: 1, seconds: 2 }],
  [0.1, 0.1, { permits: 1, seconds: 10 }],
])('a rate of %f within a quota of %f', (rate, quota, round) => {
  expect(roundOf(rate, quota)).toEqual(round);
});
