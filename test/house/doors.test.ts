import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { doorComplaints } from '../../scripts/doors.ts';

test('every door names what it exports, and one that does not is a complaint', () => {
  expect(doorComplaints(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([]);
  const copy = mkdtempSync(join(tmpdir(), 'quarterly-doors-'));
  try {
    for (const room of ['open', 'named']) mkdirSync(join(copy, 'src', room), { recursive: true });
    writeFileSync(
      join(copy, 'src/open/index.ts'),
      "export { one } from './one.ts';\nexport type * from './two.ts';\n",
    );
    writeFileSync(join(copy, 'src/named/index.ts'), "export { one } from './one.ts';\n");
    expect(doorComplaints(copy)).toEqual(['doors: src/open/index.ts exports *: name what others use']);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
