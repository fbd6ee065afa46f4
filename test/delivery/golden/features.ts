import { type CanIEmailOptions, caniemail } from 'caniemail';
import type { GoldenMail } from './mails.ts';

/** The mail programs of most readers, by the names of caniemail.com. */
const CLIENTS: CanIEmailOptions['clients'] = [
  'gmail.*',
  'outlook.*',
  'apple-mail.*',
  'yahoo.*',
  'samsung-email.*',
];

export const featuresFile = new URL('features.txt', import.meta.url);

/**
 * What mail programs do not know at all of our HTML and CSS, a feature a line: `display:grid: outlook.windows …`. Looked up
 * in the tables that come with the package, so nothing is asked of the network.
 */
export function unsupportedFeatures(mails: readonly Pick<GoldenMail, 'html'>[]): string {
  const found = new Map<string, Set<string>>();
  for (const html of mails.flatMap((mail) => mail.html ?? [])) {
    for (const [client, issues] of caniemail({ clients: CLIENTS, html: flat(html) }).issues.errors) {
      for (const { title } of issues) found.set(title, (found.get(title) ?? new Set()).add(client));
    }
  }
  const lines = [...found].map(([title, clients]) => `${title}: ${[...clients].sort().join(' ')}\n`);
  return lines.sort().join('');
}

/** One `feature in client` for each. */
export const unsupportedPairs = (features: string): string[] =>
  features.split('\n').flatMap((line) => {
    const at = line.lastIndexOf(': ');
    return at < 0
      ? []
      : line
          .slice(at + 2)
          .split(' ')
          .map((client) => `${line.slice(0, at)} in ${client}`);
  });

/** It does not look into `@media`, so the rules inside are set once more beside it. */
const flat = (html: string) =>
  html.replace(/@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\}/g, (rule, inner: string) => `${rule}${inner}`);
