import type { Command } from 'commander';
import { later } from './command.ts';
import { addFileOptions } from './subscribers-import.usage.ts';
import type { SuppressWish } from './subscribers-suppress.ts';

const byFile = later(async () => (await import('./subscribers-suppress-file.ts')).suppressByFile);
const liftOne = later(async () => (await import('./subscribers-suppress.ts')).liftOne);
const stopOne = later(async () => (await import('./subscribers-suppress.ts')).stopOne);

/** Stopping addresses, letting them go again, and looking at who is stopped. */
export function registerSuppression(subscribers: Command): void {
  addFileOptions(
    subscribers
      .command('suppress')
      .description('send nothing to an address any more, whatever it signs up to or is imported from')
      .argument('[email]')
      .option('--lift', 'allow it to sign up again instead')
      .option('--reason <text>', 'with --lift: why; kept until the reader is erased')
      .option(
        '--reactivate',
        'with --lift: mail goes on as before, if the reader was active when they were stopped',
      )
      .option('--file <file>', 'every address of a file: one a line, or a CSV file with a column of them'),
  )
    .option('--json', 'with --file: the counts as JSON')
    .action((email: string | undefined, wish: SuppressWish, command: Command) => {
      const { file, lift, reason, reactivate, dryRun } = wish;
      if (!lift && (reason !== undefined || reactivate))
        command.error('error: the options --reason and --reactivate belong to --lift');
      if (file !== undefined && email === undefined && !lift) return byFile({ ...wish, file });
      if (email === undefined || file !== undefined || dryRun)
        command.error(
          'error: give one address, or a file of them with --file FILE, with --dry-run or without',
        );
      return lift ? liftOne(email, wish) : stopOne(email);
    });
  subscribers
    .command('suppressed')
    .description('everyone who is stopped, and why')
    .option('--doubtful', 'only those whom an event about another mailbox than theirs has stopped')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./subscribers-suppress.ts')).suppressed));
}
