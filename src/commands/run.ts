import { stopDeps } from '../compose/runs.ts';
import { type Actor, type EditionNumber, editionNumber } from '../core/index.ts';
import { cancelRun, pauseRun, resumeRun, type StopDeps } from '../flows/index.ts';
import { say } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';

export type RunCommand = 'pause' | 'resume' | 'cancel';
type Asked = { edition: EditionNumber; by: Actor };
type Verb = { perform(deps: StopDeps, asked: Asked): Promise<void>; done: string };

const VERBS: Record<RunCommand, Verb> = {
  pause: { perform: pauseRun, done: 'is paused' },
  resume: { perform: resumeRun, done: 'goes on' },
  cancel: { perform: cancelRun, done: 'is cancelled' },
};

export const stopping = (verb: RunCommand) => (number: number) =>
  acting('run.stop', OPERATOR, async (app, by) => {
    const { perform, done } = VERBS[verb];
    await perform(stopDeps(app), { edition: editionNumber(number), by });
    say(`The run of edition ${number} ${done}.`);
  });
