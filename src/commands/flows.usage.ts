import { Argument, type Command } from 'commander';
import { FLOW_NAMES } from '../core/flow-names.ts';
import { later, noun } from './command.ts';

export function registerFlows(program: Command): void {
  const flows = noun(program, 'flows', 'what happens by itself: look at it, turn it on or off, start it');
  flows
    .command('list')
    .description('each flow: what starts it, whether it is on, when next, and how its last run ended')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./flows.ts')).flowsList));
  flows
    .command('on')
    .description('have a flow start by itself again, from its next slot')
    .addArgument(flow())
    .action(later(async () => (await import('./flows.ts')).flowsOn));
  flows
    .command('off')
    .description('have a flow start nothing by itself; what runs goes on')
    .addArgument(flow())
    .action(later(async () => (await import('./flows.ts')).flowsOff));
  flows
    .command('run')
    .description(
      'start a flow now, as its recurrence would; that of the edition sends the next edition once it is approved',
    )
    .addArgument(flow())
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./flows.ts')).flowsRun));
}

const flow = () => new Argument('<flow>', 'which').choices(FLOW_NAMES);
