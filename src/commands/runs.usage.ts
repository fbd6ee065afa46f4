import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

export function registerRuns(program: Command): void {
  const runs = noun(program, 'runs', 'look at the runs of the quarterly flow');
  runs
    .command('list')
    .description('the latest runs, and what became of the latest slots')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./runs.ts')).runsList));
  runs
    .command('show')
    .description('one run with every action’s inputs, outputs, tries, error and times')
    .argument('<id>', 'the run', wholeNumber)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./runs.ts')).runsShow));
  runs
    .command('resubmit')
    .description('try the failed action of an edition’s run again, and go on from there')
    .argument('<edition>', 'the edition’s number', wholeNumber)
    .action(later(async () => (await import('./runs.ts')).resubmit));
}
