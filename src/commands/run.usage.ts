import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';
import type { RunCommand } from './run.ts';

const VERBS: [verb: RunCommand, description: string][] = [
  ['pause', 'stop the run of an edition within two seconds; mails in flight are finished'],
  ['resume', 'go on with a paused or held run'],
  ['cancel', 'end the run for good; a new `edition send` sends to the remaining readers only'],
];

export function registerRun(program: Command): void {
  const run = noun(program, 'run', 'pause, resume and cancel the run of an edition');
  for (const [verb, description] of VERBS) {
    run
      .command(verb)
      .description(description)
      .argument('<edition>', "the edition's number", wholeNumber)
      .action(later(async () => (await import('./run.ts')).stopping(verb)));
  }
}
