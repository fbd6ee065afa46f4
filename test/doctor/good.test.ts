import { expect, test } from 'vitest';
import { goodSetUp } from './support/set-up.ts';

test('nothing is found where nothing is wrong', async () => {
  const { look } = await goodSetUp();
  const { findings, looks } = await look();
  expect(findings).toEqual([]);
  expect(looks.filter(({ state }) => state !== 'looked')).toEqual([]);
});
