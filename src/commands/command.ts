import type { Command } from 'commander';

/**
 * The work of a command, loaded when it is called. What declares commands (`*.usage.ts`) loads no room, so that `--help` and
 * wrong usage are answered at once.
 */
export const later = <A extends unknown[]>(load: () => Promise<(...args: A) => void | Promise<void>>) =>
  Object.assign(async (...args: A): Promise<void> => (await load())(...args), { load });

/** Several files speak of one noun, such as `edition`: the first to come makes it. */
export const noun = (program: Command, name: string, description: string): Command =>
  program.commands.find((command) => command.name() === name) ??
  program.command(name).description(description);

export const EDITION = 'bring in, assemble, approve and look at editions';
