import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')) as Record<string, object>;

/** npm 11 warns at the end of `npm ci` of each that nobody has judged, which a newcomer takes for a fault of ours. */
test('every dependency with a script at installation is judged: none is needed, none runs', () => {
  const packages = Object.entries(read('package-lock.json').packages ?? {});
  const withScript = packages.filter(([, found]) => 'hasInstallScript' in found);
  const names = withScript.map(([path]) => path.split('node_modules/').at(-1) ?? '');
  const judged = Object.entries(read('package.json').allowScripts ?? {});
  expect(judged.map(([name]) => name).sort()).toEqual([...new Set(names)].filter(Boolean).sort());
  expect(judged.filter(([, allowed]) => allowed)).toEqual([]);
});
