import type { Command } from 'commander';
import { type Actor, type EditionNumber, editionNumber } from '../core/index.ts';
import { cancelRun, pauseRun, resumeRun, type StopDeps } from '../flows/index.ts';
import { shellActor, stopDeps } from '../roles/runs.ts';
import { wholeNumber } from './arguments.ts';
import { noun, say, type WithApp } from './command.ts';

type Asked = { edition: EditionNumber; by: Actor };
type Verb = { description: string; perform(deps: StopDeps, asked: Asked): Promise<void>; done: string };

const VERBS: Record<string, Verb> = {
  pause: {
    description: 'stop the run of an edition within two seconds; mails in flight are finished',
    perform: pauseRun,
    done: 'is paused',
  },
  resume: { description: 'go on with a paused or held run', perform: resumeRun, done: 'goes on' },
  cancel: {
    description: 'end the run for good; a new `edition send` sends to the remaining readers only',
    perform: cancelRun,
    done: 'is cancelled',
  },
};

export function registerRun(program: Command, withApp: WithApp): void {
  const run = noun(program, 'run', 'pause, resume and cancel the run of an edition');
  for (const [name, { description, perform, done }] of Object.entries(VERBS)) {
    run
      .command(name)
      .description(description)
      .argument('<edition>', "the edition's number", wholeNumber)
      .action((number: number) =>
        withApp(async (app) => {
          await perform(stopDeps(app), { edition: editionNumber(number), by: shellActor() });
          say(`The run of edition ${number} ${done}.`);
        }),
      );
  }
}
