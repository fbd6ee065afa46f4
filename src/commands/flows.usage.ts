import type { Command } from 'commander';
import { later, noun } from './command.ts';

export function registerFlows(program: Command): void {
  noun(program, 'flows', 'look at what happens by itself')
    .command('list')
    .description('each flow: what starts it, when next, and how its last run ended')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./flows.ts')).flowsList));
}
