/** The colours of one mode. Text colours must reach 4.5:1 on `page` and on `box`; `bandText` on `band`. `#rrggbb`. */
export type Palette = {
  page: string;
  text: string;
  muted: string;
  link: string;
  /** Hairlines and the edge of a quotation. */
  rule: string;
  /** Ground of the contact box and of the contents list. */
  box: string;
  /** Ground of the masthead, and the text on it. */
  band: string;
  bandText: string;
  /** Of a section that has no colour of its own. */
  accent: string;
};

/** An absolute https address; `width` and `height` in CSS pixels. */
export type Logo = { url: string; alt: string; width: number; height: number };

/** How a bulletin looks. A theme file (JSON or YAML) holds any part of this; the rest comes from `standardTheme`. */
export type Theme = {
  /** BCP 47, the language of mails and pages. */
  language: string;
  light: Palette;
  dark: Palette;
  fonts: { text: string; headings: string };
  masthead: { style: 'band' | 'plain'; logo?: Logo };
  footer: {
    /** Why the reader gets this mail: one sentence. */
    reason: string;
    /** Lines under the publisher's name: a postal address, a registration number. */
    lines: string[];
  };
};

const SANS = 'Segoe UI, -apple-system, BlinkMacSystemFont, Roboto, Helvetica, Arial, sans-serif';
const SERIF = 'Georgia, Cambria, Times New Roman, Times, serif';

export const standardTheme: Theme = {
  language: 'en-GB',
  light: {
    page: '#ffffff',
    text: '#1b1f24',
    muted: '#59636e',
    link: '#0b5394',
    rule: '#d5dae0',
    box: '#f4f6f8',
    band: '#12304a',
    bandText: '#ffffff',
    accent: '#0b5394',
  },
  dark: {
    page: '#14171a',
    text: '#e4e7ea',
    muted: '#a4adb6',
    link: '#8fc1f5',
    rule: '#3a4149',
    box: '#1f2429',
    band: '#1c3a55',
    bandText: '#ffffff',
    accent: '#8fc1f5',
  },
  fonts: { text: SANS, headings: SANS },
  masthead: { style: 'band' },
  footer: { reason: 'You get this because you subscribed to it.', lines: [] },
};

/** A journal's look: serif headings on warm paper, no band. */
export const gazetteTheme: Theme = {
  ...standardTheme,
  light: {
    page: '#fffdf8',
    text: '#221f1a',
    muted: '#665f54',
    link: '#7a2e1d',
    rule: '#ded7c8',
    box: '#f7f2e7',
    band: '#fffdf8',
    bandText: '#221f1a',
    accent: '#7a2e1d',
  },
  dark: {
    page: '#191714',
    text: '#ebe6dc',
    muted: '#b3aa9a',
    link: '#f0a78f',
    rule: '#443f36',
    box: '#24211c',
    band: '#191714',
    bandText: '#ebe6dc',
    accent: '#f0a78f',
  },
  fonts: { text: SERIF, headings: SERIF },
  masthead: { style: 'plain' },
};

export const themes: Readonly<Record<string, Theme>> = { standard: standardTheme, gazette: gazetteTheme };
