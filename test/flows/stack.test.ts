import { expect, test } from 'vitest';
import { stackOf } from '../../src/flows/stack.ts';

test('says where an error came from and what caused it, without messages and machine paths', () => {
  const cause = new TypeError('ann@example.org is not\n    at ease');
  const stack = stackOf(new Error('cannot send to ann@example.org', { cause })) ?? '';
  expect(stack).toMatch(/^Error\n {4}at .*\/test\/flows\/stack\.test\.ts:\d+:\d+/);
  expect(stack).toContain('\ncaused by TypeError\n    at ');
  expect(stack).not.toContain('example.org');
  expect(stack).not.toContain(process.cwd());
  expect(stack.length).toBeLessThanOrEqual(4_000);
  expect(stackOf('a word')).toBeUndefined();
});
