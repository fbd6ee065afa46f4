import { type Command, Option } from 'commander';
import { FLOW_NAMES } from '../core/flow-names.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

export function registerRuns(program: Command): void {
  const runs = noun(program, 'runs', 'look at the runs of the quarterly flow, and of the small ones');
  runs
    .command('list')
    .description('the latest runs of a flow; of the edition’s also the slots that came to nothing')
    .addOption(new Option('--flow <name>', 'whose runs').choices(FLOW_NAMES).default('edition'))
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
    .argument('[edition]', 'the edition’s number', wholeNumber)
    .option('--run <id>', 'in place of the edition: any run, by its number', wholeNumber)
    .option('--dry-run', 'only say what would happen')
    .action(later(async () => (await import('./runs.ts')).resubmit));
  runs
    .command('cancel')
    .description('end a run for good; of an edition’s nothing more is sent')
    .argument('<id>', 'the run', wholeNumber)
    .action(later(async () => (await import('./runs.ts')).runsCancel));
  runs
    .command('acknowledge')
    .description('say that the failure of a run has been dealt with, so that nobody is told of it any more')
    .argument('<id>', 'the run', wholeNumber)
    .requiredOption('--words <text>', 'how, in a sentence')
    .option('--as <email>', 'who has dealt with it', emailAddress)
    .action(later(async () => (await import('./runs.ts')).runsAcknowledge));
}
