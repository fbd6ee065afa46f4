import type { Command } from 'commander';
import { later } from './command.ts';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'look at everything that this installation stands on, and say what mends what is wrong; exit status 0 nothing, 1 warnings, 2 errors',
    )
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./doctor.ts')).doctor));
}
