import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { standardTheme, type Theme, themes } from '../../templates/theme.ts';
import { contrast, fault, onFile, sentenceOf } from '../core/index.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #12304a');
/** It stands in a double-quoted style attribute: no quotes, and nothing that ends a declaration. */
const fonts = z.string().regex(/^[\w ,-]+$/, 'must be font names without quotes, separated by commas');
const line = z.string().trim().min(1).max(200);
const palette = z
  .strictObject({
    page: colour,
    text: colour,
    muted: colour,
    link: colour,
    rule: colour,
    box: colour,
    band: colour,
    bandText: colour,
    accent: colour,
  })
  .partial();

const themeFile = z
  .strictObject({
    base: z.enum(Object.keys(themes) as [string, ...string[]]),
    language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en-GB'),
    light: palette,
    dark: palette,
    fonts: z.strictObject({ text: fonts, headings: fonts }).partial(),
    masthead: z.strictObject({
      style: z.enum(['band', 'plain']).optional(),
      logo: z
        .strictObject({
          url: z.url({ protocol: /^https?$/ }),
          alt: line,
          width: z.int().min(1).max(552),
          height: z.int().min(1).max(400),
        })
        .optional(),
    }),
    footer: z.strictObject({ reason: line, lines: z.array(line).max(8) }).partial(),
  })
  .partial();

/**
 * A theme by its name, or from a JSON or YAML file that says how it differs from the theme `base` (default `standard`).
 * @throws Fault `invalid` that names the file and every fault in it.
 */
export function loadTheme(nameOrFile: string): Theme {
  const named = Object.hasOwn(themes, nameOrFile) ? themes[nameOrFile] : undefined;
  if (named) return named;
  const read = themeFile.safeParse(readTheme(nameOrFile));
  if (!read.success) {
    const details = read.error.issues.map((issue) => `${issue.path.join('.') || 'theme'}: ${issue.message}`);
    throw fault('invalid', `The theme file ${nameOrFile} is wrong: ${details[0]}.`, details);
  }
  const { base = 'standard', ...own } = read.data;
  const theme = merge(themes[base] ?? standardTheme, own);
  const faults = unreadable(theme);
  if (faults.length > 0)
    throw fault('invalid', `The theme file ${nameOrFile} is wrong: ${faults[0]}.`, faults);
  return theme;
}

function readTheme(file: string): unknown {
  try {
    return parse(onFile(file, (path) => readFileSync(path, 'utf8'))) ?? {};
  } catch (error) {
    const names = Object.keys(themes).join(', ');
    throw fault(
      'invalid',
      `THEME must be ${names}, or a JSON or YAML file that can be read: ${sentenceOf(error).replace(/\.$/, '')}.`,
    );
  }
}

function merge<T>(base: T, own: unknown): T {
  if (own === undefined) return base;
  if (own === null || typeof own !== 'object' || Array.isArray(own)) return own as T;
  const fields = Object.entries(own).map(([key, value]) => [
    key,
    merge((base as Record<string, unknown> | undefined)?.[key], value),
  ]);
  return { ...base, ...Object.fromEntries(fields) };
}

/** Text that WCAG 2.2 AA (1.4.3) would refuse, in either mode. */
export function unreadable(theme: Theme): string[] {
  return (['light', 'dark'] as const).flatMap((mode) => {
    const colours = theme[mode];
    const pairs = [
      ...(['text', 'muted', 'link', 'accent'] as const).flatMap((name) => [
        [name, 'page'] as const,
        [name, 'box'] as const,
      ]),
      ['bandText', 'band'] as const,
    ];
    return pairs
      .map(([name, ground]) => ({ name, ground, ratio: contrast(colours[name], colours[ground]) }))
      .filter(({ ratio }) => ratio < 4.5)
      .map(
        ({ name, ground, ratio }) =>
          `${mode}.${name} on ${mode}.${ground} has a contrast of ${ratio.toFixed(2)}, not 4.5`,
      );
  });
}
