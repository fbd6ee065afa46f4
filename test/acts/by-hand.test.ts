import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PERFORMERS = 'src/compose/performers.ts';
/** Where somebody acts: what follows is for the table of `src/acts/consequences.ts` to say. */
const CALLERS = ['src/commands', 'src/web', 'src/compose', 'src/processes', 'src/publishing', 'src/editions'];
/** What performs a consequence. `announceFeeds` and the rest stand in rooms; only the performers may import them. */
const PERFORM = [
  'wakeRun',
  'endRun',
  'skipUnsent',
  'moveLateChoices',
  'announceFeeds',
  'announceTelling',
  'ring',
  'sendTellingJob',
];

const imported = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/import (?:type )?\{([^}]*)\}/g)].flatMap(
    ([, names = '']) => names.split(',').map((name) => name.trim()),
  );

const sources = CALLERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

test('no command, page or demo calls what follows from an act by hand', () => {
  const used = imported(PERFORMERS);
  expect(PERFORM.filter((name) => !used.includes(name))).toEqual([]);
  const byHand = sources
    .filter((file) => file !== PERFORMERS)
    .flatMap((file) =>
      imported(file)
        .filter((name) => PERFORM.includes(name))
        .map((name) => `${file} imports ${name}`),
    );
  expect(sources.length).toBeGreaterThan(100);
  expect(byHand).toEqual([]);
});
