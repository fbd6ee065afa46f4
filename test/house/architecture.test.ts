import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { exportedNames } from '../../scripts/exported-names.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}/${path}`, 'utf8');
const page = read('ARCHITECTURE.md');
const chapter = (number: number) => page.split(/^## (?=\d)/m)[number] ?? '';

/** The first column's code words of each row of a chapter's tables. */
const places = [...chapter(2).matchAll(/^\| `([^`]+)` \|/gm)].map(([, place = '']) => place);

describe('ARCHITECTURE', () => {
  test('names each folder of the house, and none that is not there', () => {
    const folders = readdirSync(`${ROOT}/src`).filter((name) =>
      statSync(`${ROOT}/src/${name}`).isDirectory(),
    );
    expect(places.filter((place) => !existsSync(`${ROOT}/${place}`))).toEqual([]);
    expect(folders.filter((name) => !places.includes(`src/${name}`))).toEqual([]);
    expect(places).toEqual(expect.arrayContaining(['subscribers', 'templates', 'workers']));
  });

  test('knows each state that the database knows, and no other', () => {
    const lists = read('docs/schema.sql').matchAll(
      /CONSTRAINT (\w+)_state_check CHECK \(\(state = ANY \(ARRAY\[(.+?)\]\)\)\)/g,
    );
    const inDatabase = new Map(
      [...lists].map(([, table = '', list = '']) => [
        table,
        [...list.matchAll(/'([\w-]+)'/g)].map(([, state]) => state),
      ]),
    );
    const plural: Record<string, string> = { delivery: 'deliveries' };
    const [, drawing = ''] = chapter(3).split('```');
    const drawn = drawing.split(/^(?=\w)/m).filter((block) => block.trim() !== '');
    for (const block of drawn) {
      const [thing = ''] = block.split(/\s/);
      const states = inDatabase.get(plural[thing] ?? `${thing}s`);
      if (thing === 'section') continue; // its state follows from two columns, and a trigger holds the moves
      expect(states, thing).toBeDefined();
      expect(
        states?.filter((state) => !new RegExp(`\\b${state}\\b`).test(block)),
        `${thing}: states that ARCHITECTURE leaves out`,
      ).toEqual([]);
      const named = block.slice(thing.length).match(/[a-z]+(?= [→⇄|])|(?<=[→⇄|] )[a-z]+/g) ?? [];
      expect(
        named.filter((state) => !states?.includes(state)),
        `${thing}: states that are none`,
      ).toEqual([]);
    }
    expect(drawn).toHaveLength(8);
  });

  test('speaks of files, commands and decisions that are there', () => {
    const files = [
      ...page.matchAll(/`((?:src|scripts|test|docs|workers|templates|subscribers)\/[\w./-]+)`/g),
    ];
    const links = [...page.matchAll(/\]\((docs\/[^)]+)\)/g)];
    const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>;
    const commands = [...page.matchAll(/`npm (?:run )?([\w:]+)`/g)].map(([, name = '']) => name);
    expect(
      [...files, ...links].map(([, path]) => path).filter((path) => !existsSync(`${ROOT}/${path}`)),
    ).toEqual([]);
    expect(commands.filter((name) => !scripts[name])).toEqual([]);
    expect(commands.length).toBeGreaterThan(3);
  });

  test('its words are those of the code: no exported name has one that we do not say', () => {
    const rows = [...chapter(1).matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, say = '', not = '']) => ({
      say,
      not,
    }));
    const avoided = rows.find(({ say }) => say.startsWith('circuit breaker'))?.not.split(', ') ?? [];
    expect(avoided).toHaveLength(4);
    const words = (name: string) => name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase());
    const spoken = exportedNames(ROOT).filter((name) => words(name).some((word) => avoided.includes(word)));
    expect(spoken).toEqual([]);
  });
});

test('the list of decisions names each of them, and each begins with its number', () => {
  const files = readdirSync(`${ROOT}/docs/adr`).filter((name) => /^\d/.test(name));
  const list = read('docs/adr/README.md');
  expect(files.filter((name) => !list.includes(`(${name})`))).toEqual([]);
  expect(files.filter((name) => !read(`docs/adr/${name}`).startsWith(`# ${name.slice(0, 4)} `))).toEqual([]);
  expect([...list.matchAll(/\((\d[^)]+)\)/g)].filter(([, name = '']) => !files.includes(name))).toEqual([]);
});
