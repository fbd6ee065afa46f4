import type { Command } from 'commander';
import type { WithApp } from './command.ts';
import { registerMigrate } from './migrate.ts';
import { registerRuns } from './runs.ts';

type Register = (program: Command, withApp: WithApp) => void;

/** Each file adds one noun to the command line. */
export const commands: Register[] = [registerMigrate, registerRuns];
