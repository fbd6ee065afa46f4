import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCallTimes } from '../../src/delivery/pace/call-times.ts';
import { createPermits, type TakenPermit } from '../../src/delivery/pace/permits.ts';

const ROUND_MS = 1_000;
/** The least each way. A process that is starved from its start does not know it for long. */
const WAY_MS = 50;
/** How late a call begins, and how long it is on its way there and back: a starved machine's are anything. */
const call = fc.record({ late: fc.nat(400), there: fc.nat(200), back: fc.nat(200) });

test('however late calls begin and arrive, no second at SES holds more than there are permits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(call, { minLength: 30, maxLength: 300 }),
      (most, calls) => {
        const [permits, times, arrived] = [createPermits(), createCallTimes(), [] as number[]];
        const flying: { taken: TakenPermit; begun: number; ended: number }[] = [];
        permits.renew({ granted: most, from: 0, gap: 0, to: most });
        let now = 0;
        for (const { late, there, back } of calls) {
          while (permits.next() > now) {
            flying.sort((a, b) => a.ended - b.ended);
            const first = flying.shift();
            now = Math.max(now, Math.min(permits.next(), first?.ended ?? Number.POSITIVE_INFINITY));
            if (!first) continue;
            now = Math.max(now, first.ended);
            permits.back(first.taken, times.countedAt({ ...first, answered: true }) + ROUND_MS);
          }
          const [taken] = permits.take(1, { now, by: now });
          const begun = now + late;
          arrived.push(begun + WAY_MS + there);
          flying.push({ taken: taken as TakenPermit, begun, ended: begun + 2 * WAY_MS + there + back });
        }
        const sorted = arrived.sort((a, b) => a - b);
        for (const [n, at] of sorted.entries())
          expect(sorted.filter((other, k) => k >= n && other < at + ROUND_MS).length).toBeLessThanOrEqual(
            most,
          );
      },
    ),
  );
});

test('what was lost does not come back', () => {
  const permits = createPermits();
  permits.renew({ granted: 2, from: 0, gap: 0, to: 2 });
  const [taken] = permits.take(1, { now: 1, by: 1 });
  permits.lose();
  permits.back(taken as TakenPermit, 5);
  expect(permits.held(10)).toBe(0);
});

test('what is above the target goes as it comes free, and is used no more', () => {
  const permits = createPermits();
  permits.renew({ granted: 3, from: 0, gap: 10, to: 3 });
  permits.renew({ granted: 0, from: 0, gap: 0, to: 1 });
  expect(permits.held(5)).toBe(2);
  expect(permits.take(3, { now: 5, by: 20 })).toEqual([]);
  expect(permits.held(15)).toBe(1);
  expect(permits.take(3, { now: 20, by: 20 })).toHaveLength(1);
});
