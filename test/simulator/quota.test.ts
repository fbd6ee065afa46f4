import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuota } from '../../src/simulator/quota.ts';

const limits = { maxSendRate: 5, max24HourSend: -1, enforce: true, dayMs: 86_400_000 };

const mostInAnySecond = (times: number[]) =>
  Math.max(0, ...times.map((end) => times.filter((at) => at > end - 1_000 && at <= end).length));

describe('the quota', () => {
  it('never lets more than the rate through in any second, and never refuses below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 }), (gaps) => {
        const quota = createQuota(limits);
        const taken: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const before = taken.filter((at) => at > now - 1_000).length;
          const verdict = quota.take(now, 1);
          expect(verdict).toBe(before < limits.maxSendRate ? 'ok' : 'rate');
          if (verdict === 'ok') taken.push(now);
        }
        expect(mostInAnySecond(taken)).toBeLessThanOrEqual(limits.maxSendRate);
        expect(quota.peaks().peakPerSecond).toBe(mostInAnySecond(taken));
      }),
    );
  });

  it('only measures when it does not enforce', () => {
    const quota = createQuota({ ...limits, enforce: false });
    for (let n = 0; n < 28; n++) expect(quota.take(990 + n, 1)).toBe('ok');
    expect(quota.peaks()).toEqual({ peakPerSecond: 28, peakAttemptsPerSecond: 28 });
  });

  it('frees the daily quota as mails leave the day, and counts recipients', () => {
    const quota = createQuota({ ...limits, maxSendRate: -1, max24HourSend: 3, dayMs: 20_000 });
    expect(quota.take(0, 2)).toBe('ok');
    expect(quota.take(5_000, 2)).toBe('daily');
    expect(quota.take(5_000, 1)).toBe('ok');
    expect(quota.sentLast24Hours(19_999)).toBe(3);
    expect(quota.sentLast24Hours(20_000)).toBe(1);
    expect(quota.take(20_000, 2)).toBe('ok');
  });

  it('follows a changed limit, and mail sent by others', () => {
    const quota = createQuota({ ...limits, max24HourSend: 10 });
    quota.set({ sentBefore: 10 });
    expect(quota.take(0, 1)).toBe('daily');
    quota.set({ max24HourSend: 11, maxSendRate: 1 });
    expect(quota.take(0, 1)).toBe('ok');
    quota.set({ max24HourSend: -1 });
    expect(quota.take(1, 1)).toBe('rate');
  });
});
