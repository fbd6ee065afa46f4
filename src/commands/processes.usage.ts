import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { later } from './command.ts';

/** The processes of a running installation. */
export function registerProcesses(program: Command): void {
  program
    .command('up')
    .description(
      'run everything in one process tree: web, worker and, unless sending is live, the SES simulator',
    )
    .action(later(async () => (await import('../processes/serving.ts')).up));
  program
    .command('web')
    .description('run the web pages; any number of these may run')
    .action(later(async () => (await import('../processes/serving.ts')).web));
  program
    .command('worker')
    .description('run a worker that assembles, renders, sends and publishes; any number of these may run')
    .action(later(async () => (await import('../processes/worker.ts')).becomeWorker));
  program
    .command('demo')
    .description('send a sample edition to sample readers on this machine, and serve the result')
    .option('--subscribers <n>', 'how many sample readers', wholeNumber, 200)
    .option('--port <p>', 'port of the web pages', wholeNumber, 3000)
    .option('--once', 'exit after the summary', false)
    .action(later(async () => (await import('../processes/demo.ts')).demo));
}
