import { options } from './config.ts';

/** The page `docs/configuration.md`, made from the table of options. */
export function configurationPage(): string {
  const rows = Object.values(options).map(
    ({ env, doc, default: fallback }) =>
      `| \`${env}\` | ${fallback === '' ? '–' : `\`${fallback}\``} | ${doc} |`,
  );
  return [
    '# Configuration',
    '',
    '<!-- Generated from the table in src/config.ts by `npm run docs:configuration`. -->',
    '',
    'Every option is an environment variable. A wrong one stops the start with one sentence that names it.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
