import { type Command, Option } from 'commander';
import type { EmailAddress } from '../core/index.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

const several = (text: string, before: EmailAddress[] = []) => [...before, emailAddress(text)];

export function registerDeliveries(program: Command): void {
  const deliveries = noun(program, 'deliveries', 'look at who has got an edition, and settle what is open');
  const numbered = (name: string, description: string) =>
    deliveries
      .command(name)
      .description(description)
      .argument('<edition>', "the edition's number", wholeNumber);

  numbered('show', 'where the deliveries of an edition stand')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./deliveries.ts')).deliveriesShow));
  numbered('unknown', 'mails of which nobody can say whether Amazon SES took them')
    .option('--json', 'as JSON')
    .addOption(
      new Option('--resend', 'send them again; some readers may get a second copy').conflicts('close'),
    )
    .addOption(new Option('--close', 'give up on them; an event of Amazon SES still settles them'))
    .option('--delivery <id>', 'with --resend or --close: only this one of the list', wholeNumber)
    .action(later(async () => (await import('./deliveries.ts')).unknown));
  numbered('retry', 'send again what Amazon SES refused, once the cause is mended').action(
    later(async () => (await import('./deliveries.ts')).retry),
  );
  numbered(
    'again',
    'take in those who joined since the edition was planned, and what a cancelled run left',
  ).action(later(async () => (await import('./deliveries.ts')).again));
  numbered('replan', 'plan again what went to a simulator instead of to readers')
    .requiredOption('--simulated', 'what went to a simulator')
    .option('--yes', 'do it')
    .action(later(async () => (await import('./deliveries.ts')).replan));
  numbered(
    'test',
    'send an edition to named addresses, beside its deliveries; before its approval as a draft',
  )
    .requiredOption('--to <email>', 'an address; repeat it for more', several)
    .action(later(async () => (await import('./deliveries.ts')).test));
}
