import type { Command } from 'commander';
import { later, noun } from './command.ts';

export function registerSending(program: Command): void {
  const sending = noun(program, 'sending', 'the options that decide what a mail is and whom it reaches');
  sending
    .command('show')
    .description('with which options this installation sends, and which of this process differ')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./sending.ts')).sendingShow));
  sending
    .command('adopt')
    .description(
      'make this process’s options those of all: processes with others stop within five seconds and say why',
    )
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./sending.ts')).adopt));
}
