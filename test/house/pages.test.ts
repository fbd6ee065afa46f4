import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { options } from '../../src/config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');
/** Those of AWS, of compose, and of the kill test. */
const NOT_OURS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'NODE_OPTIONS',
  'POSTGRES_PASSWORD',
  'WITH_CHROMIUM',
  // Of `npm run test:upgrade`.
  'UPGRADE_FROM',
  'UPGRADE_READERS',
  // Columns of other programs' lists.
  'CONFIRM_TIME',
  'LAST_CHANGED',
  'KILL_SEED',
  'KILL_ONLY',
  'KILL_ROUNDS',
  'KILL_STRIKES',
];
const program = new Command();
for (const register of commands) register(program);
const prose = (page: string) => read(page).replace(/```[\s\S]*?```/g, '');

describe('the written pages', () => {
  test.each(pages)('%s links to files that are there', (page) => {
    const links = [...prose(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    const broken = links.filter(
      (link) => !/^[a-z]+:/.test(link) && !existsSync(join(ROOT, dirname(page), link)),
    );
    expect(broken).toEqual([]);
  });

  // Upper-case names with an underscore; those of Node's own errors, as ses-faults.md lists them, are no options.
  const operators = ['README.md', ...pages.filter((page) => /operations.(?!ses-faults)/.test(page))];

  test.each(operators)('%s names options and npm scripts that exist', (page) => {
    const named = read(page).match(/\b[A-Z]+(_[A-Z]+)+\b/g) ?? [];
    const all = [...NOT_OURS, ...Object.values(options).map((row) => row.env)];
    expect(named.filter((name) => !all.includes(name))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const run = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(run.filter((name) => !scripts[name])).toEqual([]);
  });

  test.each(pages)('%s names commands that exist', (page) => {
    const named = [...read(page).matchAll(/(?:npx |`|web )quarterly ([a-z]+)(?: ([a-z-]+))?/g)];
    const unknown = named.filter(([, noun = '', verb]) => {
      const command = program.commands.find((candidate) => candidate.name() === noun);
      if (!command) return true;
      return command.commands.length > 0 && verb && !command.commands.some((one) => one.name() === verb);
    });
    expect(unknown.map(([text]) => text)).toEqual([]);
  });
});
