import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { clientAddress, networkOf, withinLimits } from '../../src/web/limits/index.ts';
import { roundedWait } from '../../src/web/readers/too-many.tsx';
import { freshDatabase } from '../support/database.ts';

describe('networks', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['::FFFF:cb00:714d', '203.0.113.0/24'],
    ['0:0:0:0:0:ffff:203.0.113.9', '203.0.113.0/24'],
    ['::203.0.113.77', '0:0:0:0::/56'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:0::/56'],
    ['2001:0DB8:0001:00ff::1', '2001:db8:1:0::/56'],
    ['2001:db8:1:100::1', '2001:db8:1:100::/56'],
    ['2001:db8:1:ab12::1', '2001:db8:1:ab00::/56'],
    ['2001:db8::', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['fe80::1%eth0', 'unknown'],
    ['203.0.113', 'unknown'],
    ['evil.example', 'unknown'],
    ['', 'unknown'],
  ])('%s is in %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('puts all addresses of a /56 and of a /24 together, however they are written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const network = networkOf(address);
        const first = network.slice(0, -'::/56'.length).replace(/0?0$/, 'fe');
        return address.includes('.') ? network !== '' : networkOf(`${first}:1:2:3:4`) === network;
      }),
    );
    fc.assert(
      fc.property(fc.ipV4(), (address) => networkOf(address) === networkOf(address.replace(/\d+$/, '7'))),
    );
  });
});

describe('the client’s address', () => {
  it.each([
    [0, '198.51.100.1, 203.0.113.5', '10.0.0.1'],
    [1, '198.51.100.1, 203.0.113.5', '203.0.113.5'],
    [2, '198.51.100.1, 203.0.113.5', '198.51.100.1'],
    [1, undefined, '10.0.0.1'],
    [1, 'nonsense', '10.0.0.1'],
    [3, '203.0.113.5', '10.0.0.1'],
    [1, '203.0.113.5:4711', '203.0.113.5'],
    [1, '[2001:db8::1]:443', '2001:db8::1'],
    [1, '198.51.100.1, [2001:db8::1]', '2001:db8::1'],
    [1, '2001:db8::1', '2001:db8::1'],
    [1, '203.0.113.5,', '10.0.0.1'],
    [2, ',203.0.113.5', '10.0.0.1'],
    [1, '', '10.0.0.1'],
  ])('with %i proxies and %s is %s', (proxies, forwarded, address) => {
    expect(clientAddress('10.0.0.1', forwarded, proxies)).toBe(address);
  });
});

it.each([
  [1, 1, 'minutes'],
  [61, 2, 'minutes'],
  [1_500, 25, 'minutes'],
  [7_199, 120, 'minutes'],
  [7_200, 2, 'hours'],
  [7_201, 3, 'hours'],
])('%i seconds are %i %s', (seconds, count, unit) => {
  expect(roundedWait(seconds)).toEqual({ count, unit });
});

describe('limits', async () => {
  const { db } = await freshDatabase();
  const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
  const deps = { db, clock, limitKey: Buffer.alloc(32, 9) };
  const limit = { name: 'test', burst: 3, perMs: 60_000 };

  it('lets a burst through at once, however many ask together, and then one at a time', async () => {
    const asked = await Promise.all(
      Array.from({ length: 12 }, () => withinLimits(deps, { limit, who: 'a' })),
    );
    expect(asked.filter((wait) => wait === 0)).toHaveLength(3);
    expect(new Set(asked.filter((wait) => wait > 0))).toEqual(new Set([20]));
    clock.advance(20_000);
    expect(await withinLimits(deps, { limit, who: 'a' })).toBe(0);
    expect(await withinLimits(deps, { limit, who: 'a' })).toBe(20);
    expect(await withinLimits(deps, { limit, who: 'b' })).toBe(0);
  });

  it('forgets rows that no longer hold anybody back', async () => {
    for (let each = 0; each < 10; each += 1) await withinLimits(deps, { limit, who: `old ${each}` });
    clock.advance(3_600_000);
    for (let each = 0; each < 10; each += 1) await withinLimits(deps, { limit, who: 'new' });
    const { length } = await db.selectFrom('rate_limits').select('key').execute();
    expect(length).toBe(1);
  });
});
