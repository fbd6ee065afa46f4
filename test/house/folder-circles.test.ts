import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { folderCircles } from '../../scripts/folder-circles.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const bad = mkdtempSync(join(tmpdir(), 'quarterly-circles-'));
afterAll(() => rmSync(bad, { recursive: true }));

test('no two folders of the house import each other', () => {
  expect(folderCircles(ROOT)).toEqual([]);
});

test('a circle of folders is seen, also of types and of what is loaded late; parts of one room are none', () => {
  const files = {
    'src/a/one.ts': "import type { Two } from '../b/two.ts';",
    'src/b/three.ts': "export const later = () => import('../c/four.ts');",
    'src/c/four.ts': "export { one } from '../a/one.ts';",
    'src/a/part/five.ts': "import { one } from '../one.ts';",
    'src/a/index.ts': "export { five } from './part/five.ts';",
  };
  for (const folder of ['subscribers', 'templates', 'workers'])
    mkdirSync(join(bad, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(bad, name)), { recursive: true });
    writeFileSync(join(bad, name), text);
  }
  expect(folderCircles(bad)).toEqual(['src/a → src/b → src/c → src/a']);
});
