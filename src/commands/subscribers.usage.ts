import { type Command, Option } from 'commander';
import type { SubscriberState } from '../core/index.ts';
import { later, noun } from './command.ts';
import { registerImport } from './subscribers-import.usage.ts';
import { registerSuppression } from './subscribers-suppress.usage.ts';

const STATES: (SubscriberState | 'all')[] = ['pending', 'active', 'unsubscribed', 'suppressed', 'all'];

export function registerSubscribers(program: Command): void {
  const subscribers = noun(program, 'subscribers', 'import, export, look at, stop and erase subscribers');
  registerImport(subscribers);
  subscribers
    .command('export')
    .description('write active subscribers as the CSV that import reads')
    .addOption(
      new Option('--state <state>', 'those in another state, with a column that says so').choices(STATES),
    )
    .option('--out <file>', 'write to a file instead of standard output')
    .action(later(async () => (await import('./subscribers.ts')).exportThem));
  subscribers
    .command('show')
    .description('what we hold about an address, and everything that happened to it')
    .argument('<email>')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./subscribers.ts')).subscribersShow));
  subscribers
    .command('erase')
    .description('remove an address and its name from everywhere; it will not be imported again')
    .argument('<email>')
    .option('--yes', 'do it without asking')
    .action(later(async () => (await import('./subscribers.ts')).eraseCommand));
  registerSuppression(subscribers);
}
