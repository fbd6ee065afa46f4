import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SHARED, sharedNames } from '../../scripts/exported-names.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('a name is exported by one file; at most five are shared, each with a reason, and none of them needlessly', () => {
  const found = Object.fromEntries(sharedNames(ROOT));
  expect(Object.keys(SHARED).length).toBeLessThanOrEqual(5);
  expect(Object.keys(found).sort()).toEqual(Object.keys(SHARED).sort());
});
