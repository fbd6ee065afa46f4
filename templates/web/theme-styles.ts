import type { Palette, Theme } from '../theme.ts';

/** What went well or wrong, in words and as a ground; the same in every theme. They reach 4.5:1 on the grounds of both. */
const STATES = {
  light: { good: '#0b6b3a', bad: '#b3261e', came: '#d9f2e4', went: '#fbe0e0', found: '#fff1a8' },
  dark: { good: '#7bd6a3', bad: '#ff9d94', came: '#123c29', went: '#4a1d1d', found: '#57491a' },
} as const;

const NAMES: Readonly<Record<keyof Palette, string>> = {
  page: 'page',
  text: 'text',
  muted: 'muted',
  link: 'link',
  rule: 'rule',
  box: 'box',
  band: 'band',
  bandText: 'band-text',
  accent: 'accent',
};

const colours = (palette: Palette, states: Readonly<Record<string, string>>): string =>
  [
    ...Object.entries(NAMES).map(([key, name]) => `--${name}:${palette[key as keyof Palette]}`),
    ...Object.entries(states).map(([name, colour]) => `--${name}:${colour}`),
  ].join(';');

/**
 * A theme as the custom properties that every stylesheet of pages is made of, to be put before it. A masthead without a band
 * stands above a double rule, as in a journal. Dark is for screens: paper is white, whatever the reader's programs look like.
 */
export function themeStyles({ light, dark, fonts, masthead }: Theme): string {
  const faces = `--font-text:${fonts.text};--font-headings:${fonts.headings}`;
  const rule = `--band-rule:${masthead.style === 'band' ? '0' : '3px double var(--rule)'}`;
  const atNight = `:root{${colours(dark, STATES.dark)}}`;
  return `:root{${faces};${rule};${colours(light, STATES.light)}}@media screen and (prefers-color-scheme:dark){${atNight}}`;
}
