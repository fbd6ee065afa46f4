import { Command } from 'commander';
import { EXIT } from '../src/commands/exit.ts';
import { commands } from '../src/commands/index.ts';
import { listedPaths } from '../src/core/index.ts';

/** The page `docs/interfaces.md`: every command, exit status and address, which stay while what is behind them moves. */
export function interfacesPage(): string {
  return [
    '# Interfaces',
    '',
    '<!-- Generated from the declared commands and the table of addresses by `npm run docs:interfaces`. -->',
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
    ...listedPaths().map(({ method, path }) => `${method.padEnd(4)} ${path}`),
    '```',
    '',
  ].join('\n');
}

function everyCommand(): Command {
  const program = new Command('quarterly');
  for (const register of commands) register(program);
  return program;
}

/** A noun may be a command too: then it takes arguments of its own. */
const verbs = (command: Command, names: string[] = ['quarterly']): [string, Command][] => [
  ...(command.commands.length === 0 || command.registeredArguments.length > 0
    ? [[names.join(' '), command] satisfies [string, Command]]
    : []),
  ...command.commands.flatMap((each) => verbs(each, [...names, each.name()])),
];

function usage([name, command]: [string, Command]): string {
  const wanted = command.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${word}>` : `[${word}]`;
  });
  const options = command.options.map(({ flags, mandatory }) => (mandatory ? flags : `[${flags}]`));
  return [name, ...wanted, ...options].join(' ');
}
