import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadTheme } from '../../src/rendering/index.ts';
import { unreadable } from '../../src/rendering/theme-file.ts';
import { gazetteTheme, standardTheme, themes } from '../../templates/theme.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-theme-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('a theme', () => {
  test.each(Object.keys(themes))('%s reads well in both modes', (name) => {
    expect(unreadable(loadTheme(name))).toEqual([]);
  });

  test('from a YAML file differs from its base only where it says so', () => {
    const theme = loadTheme(
      file('own.yaml', 'base: gazette\nlight: { link: "#004400" }\nfooter: { lines: ["1 High Street"] }\n'),
    );
    expect(theme).toEqual({
      ...gazetteTheme,
      light: { ...gazetteTheme.light, link: '#004400' },
      footer: { ...gazetteTheme.footer, lines: ['1 High Street'] },
    });
  });

  test('from a JSON file may hold a logo', () => {
    const logo = { url: 'https://example.org/logo.png', alt: 'Example Centre', width: 120, height: 40 };
    const theme = loadTheme(file('own.json', JSON.stringify({ masthead: { logo } })));
    expect(theme.masthead).toEqual({ ...standardTheme.masthead, logo });
  });

  test.each([
    ['a colour that is none', 'light: { link: blue }', 'light.link: must be a colour such as #12304a'],
    ['an unknown field', 'lihgt: {}', 'lihgt'],
    ['a style in a font', 'fonts: { text: "Arial;position:fixed" }', 'fonts.text'],
    ['pale text', 'light: { muted: "#bbbbbb" }', 'light.muted on light.page has a contrast of 1.92'],
  ])('with %s is refused in one sentence', (name, content, sentence) => {
    expect(() => loadTheme(file(`${name}.yaml`, content))).toThrow(sentence);
  });

  test('that is neither a name nor a file is refused', () => {
    expect(() => loadTheme('sepia')).toThrow('THEME must be standard, gazette');
  });
});
