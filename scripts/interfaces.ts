import { Command } from 'commander';
import { connectDatabase } from '../src/adapters/postgres/database.ts';
import { configuredSns } from '../src/adapters/sns/topics.ts';
import { EXIT } from '../src/commands/exit.ts';
import { commands } from '../src/commands/index.ts';
import { elsewhere } from '../src/compose/elsewhere.ts';
import { loadConfig } from '../src/config.ts';
import { silentLog, systemClock } from '../src/core/index.ts';
import { createWeb, type SiteAddress } from '../src/web/index.ts';

/** The page `docs/interfaces.md`: every command, exit status and address, which stay while what is behind them moves. */
export function interfacesPage(): string {
  return [
    '# Interfaces',
    '',
    '<!-- Generated from the declared commands and routes by `npm run docs:interfaces`. -->',
    '',
    'What scripts, bookmarks and mails that are out rely on: it is added to, and not changed. Options of the environment are in',
    '[configuration](configuration.md).',
    '',
    '## Commands',
    '',
    '```',
    ...verbs(everyCommand()).map(usage),
    '```',
    '',
    '## Exit statuses',
    '',
    ...Object.entries(EXIT).map(([name, status]) => `- ${status}: ${name}`),
    '',
    '## Addresses of the site',
    '',
    '```',
    ...siteAddresses().map(({ method, path }) => `${method.padEnd(4)} ${path}`),
    '```',
    '',
  ].join('\n');
}

function everyCommand(): Command {
  const program = new Command('quarterly');
  for (const register of commands) register(program);
  return program;
}

const verbs = (command: Command, names: string[] = ['quarterly']): [string, Command][] =>
  command.commands.length === 0
    ? [[names.join(' '), command]]
    : command.commands.flatMap((each) => verbs(each, [...names, each.name()]));

function usage([name, command]: [string, Command]): string {
  const wanted = command.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${word}>` : `[${word}]`;
  });
  const options = command.options.map(({ flags, mandatory }) => (mandatory ? flags : `[${flags}]`));
  return [name, ...wanted, ...options].join(' ');
}

/** A web is asked what it answers to; it is never served, and its database is never called. */
function siteAddresses(): SiteAddress[] {
  const config = loadConfig({ SENDING: 'simulator' });
  const { db } = connectDatabase('postgres://localhost/never-called', silentLog);
  const key = Buffer.alloc(32);
  const { addresses } = createWeb({
    db,
    clock: systemClock,
    log: silentLog,
    queue: { enqueue: async () => {}, close: async () => {} },
    keys: [{ id: 'none', key }],
    limitKey: key,
    elsewhere,
    config,
    sns: configuredSns(config, systemClock, { findSimulator: async () => undefined }),
  });
  const lines = new Map(addresses.map((address) => [`${address.path} ${address.method}`, address]));
  return [...lines.keys()].sort().map((line) => lines.get(line) as SiteAddress);
}
