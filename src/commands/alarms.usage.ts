import type { Command } from 'commander';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

export function registerAlarms(program: Command): void {
  const alarms = noun(program, 'alarms', 'what is broken, who was told, and who deals with it');
  alarms
    .command('list')
    .description('the alarms that fire: since when, and by which way they were told')
    .option('--all', 'those that are over too, the newest first')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./alarms.ts')).alarmsList));
  alarms
    .command('test')
    .description('tell a test by every way, and say whether it arrived')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./alarms.ts')).alarmsTest));
  alarms
    .command('acknowledge')
    .description('say who deals with it and how, so that it is not repeated')
    .argument('<id>', 'the alarm', wholeNumber)
    .requiredOption('--words <text>', 'who does what about it, in a sentence')
    .option('--as <email>', 'who deals with it', emailAddress)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./alarms.ts')).alarmsAcknowledge));
  alarms
    .command('secret')
    .description('what posts by json: are signed with, for whoever checks them')
    .action(later(async () => (await import('./alarms.ts')).alarmsSecret));
}
