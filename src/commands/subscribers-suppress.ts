import type { Command } from 'commander';
import {
  type DoubtfulReader,
  type How,
  liftSuppression,
  listDoubtful,
  listSuppressed,
  type StoppedReader,
  suppressAddress,
} from '../../subscribers/index.ts';
import { type EmailAddress, localTime, parseEmailAddress } from '../core/index.ts';
import { count, say, sayJson, table, type WithApp } from './command.ts';
import { addFileOptions } from './subscribers-import.ts';
import { type AskedOfFile, suppressByFile } from './subscribers-suppress-file.ts';

type App = Parameters<Parameters<WithApp>[0]>[0];
type Wish = Omit<AskedOfFile, 'file'> & {
  file?: string;
  lift?: boolean;
  reason?: string;
  reactivate?: boolean;
};

const how: How = { source: 'command line', wording: null };

/** Stopping addresses, letting them go again, and looking at who is stopped. */
export function registerSuppression(subscribers: Command, withApp: WithApp): void {
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
    .action((email: string | undefined, wish: Wish, command: Command) => {
      const { file, lift, reason, reactivate, ...options } = wish;
      if (!lift && (reason !== undefined || reactivate))
        command.error('error: the options --reason and --reactivate belong to --lift');
      if (file !== undefined && email === undefined && !lift)
        return withApp((app) => suppressByFile(app, { file, ...options }));
      if (email === undefined || file !== undefined || options.dryRun)
        command.error(
          'error: give one address, or a file of them with --file FILE, with --dry-run or without',
        );
      return withApp((app) => {
        const address = parseEmailAddress(email);
        return lift ? liftOne(app, address, wish) : stopOne(app, address);
      });
    });
  subscribers
    .command('suppressed')
    .description('everyone who is stopped, and why')
    .option('--doubtful', 'only those whom an event about another mailbox than theirs has stopped')
    .option('--json', 'as JSON')
    .action(({ doubtful, json }: { doubtful?: boolean; json?: boolean }) =>
      withApp(async ({ db, config }) => {
        const found = doubtful ? await listDoubtful(db) : await listSuppressed(db);
        if (json) sayJson(found);
        else saySuppressed(found, doubtful === true, config.timeZone);
      }),
    );
}

async function stopOne(app: App, address: EmailAddress): Promise<void> {
  const held = await suppressAddress(app, address, how);
  say(held ? 'Suppressed.' : 'Suppressed; there was no such subscriber.');
}

async function liftOne(app: App, address: EmailAddress, { reason, reactivate }: Wish): Promise<void> {
  const goesOn = await liftSuppression(app, address, {
    how,
    ...(reason === undefined ? {} : { reason }),
    ...(reactivate ? { reactivate } : {}),
  });
  say(
    goesOn
      ? 'Lifted. The reader gets mail again as before.'
      : 'Lifted. The reader can sign up again; nobody is subscribed by this.',
  );
}

function saySuppressed(
  found: readonly (StoppedReader | DoubtfulReader)[],
  doubtful: boolean,
  timeZone: string,
): void {
  if (found.length === 0) {
    say(doubtful ? 'Nobody was stopped by an event about another mailbox.' : 'Nobody is stopped.');
    return;
  }
  say(
    table([
      ['address', 'since', 'stopped for', ...(doubtful ? ['doubt'] : [])],
      ...found.map((one) => [
        one.email ?? '(no longer held)',
        localTime(one.since, timeZone, false),
        one.reason,
        ...('doubt' in one ? [one.doubt] : []),
      ]),
    ]),
  );
  say(`${count(found.length, 'reader')}.`);
  if (doubtful)
    say('`quarterly subscribers suppress ADDRESS --lift --reason TEXT --reactivate` lets mail go on.');
}
