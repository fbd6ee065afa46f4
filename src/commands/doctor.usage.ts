import type { Command } from 'commander';
import { emailAddress } from './arguments.ts';
import { later } from './command.ts';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'look at everything that this installation stands on, and say what mends what is wrong; exit status 0 nothing, 1 warnings, 2 errors',
    )
    .option('--json', 'as JSON')
    .option(
      '--send-test <address>',
      'also send one real mail there, wait up to a minute for its events, and press its unsubscribe button, which leaves nobody out',
      emailAddress,
    )
    .action(later(async () => (await import('./doctor.ts')).doctor));
}
