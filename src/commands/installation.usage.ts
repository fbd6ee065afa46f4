import type { Command } from 'commander';
import { later, noun } from './command.ts';

/** Which installation mails are of: Amazon SES reports of mails to everyone who listens to the topic. */
export function registerInstallation(program: Command): void {
  const installation = noun(program, 'installation', 'the id by which this installation knows its own mails');
  installation
    .command('show')
    .description('the id that its mails carry')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./installation.ts')).installationShow));
  installation
    .command('renew')
    .description('take a new id: once, in a database that was copied, before anything is sent from it')
    .action(later(async () => (await import('./installation.ts')).renew));
}
