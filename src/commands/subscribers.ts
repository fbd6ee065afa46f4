import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import {
  eraseAddress,
  exportSubscribers,
  type How,
  importSubscribers,
  liftSuppression,
  showAddress,
  suppressAddress,
} from '../../subscribers/index.ts';
import { fault, parseEmailAddress, type SubscriberState, sentenceOf } from '../core/index.ts';
import { noun, say, sayJson, type WithApp } from './command.ts';
import { sayImport } from './subscribers-import.ts';
import { sayShown } from './subscribers-show.ts';

const how: How = { source: 'command line', wording: null };
const STATES: (SubscriberState | 'all')[] = ['pending', 'active', 'unsubscribed', 'suppressed', 'all'];

export function registerSubscribers(program: Command, withApp: WithApp): void {
  const subscribers = noun(program, 'subscribers', 'import, export, look at, stop and erase subscribers');
  registerFiles(subscribers, withApp);
  registerSupport(subscribers, withApp);
}

function registerFiles(subscribers: Command, withApp: WithApp): void {
  subscribers
    .command('import')
    .description('add and update subscribers from a CSV file; bad rows go into FILE.rejected.csv')
    .argument(
      '<file>',
      'email,name,organisation,sections,consent_at,consent_source; sections joined by ; or * for all',
    )
    .option('--json', 'the counts as JSON')
    .action((file: string, { json }: { json?: boolean }) =>
      withApp(async (app) => {
        const report = await importSubscribers(app, file);
        if (json) sayJson(report);
        else sayImport(report);
        const good = report.rows - report.rejected;
        if (good === 0 && report.rejected > 0) {
          throw fault('invalid', `No row could be imported; the reasons are in ${report.rejectedFile}.`);
        }
      }),
    );
  subscribers
    .command('export')
    .description('write active subscribers as the CSV that import reads')
    .addOption(
      new Option('--state <state>', 'those in another state, with a column that says so').choices(STATES),
    )
    .option('--out <file>', 'write to a file instead of standard output')
    .action(({ state, out }: { state?: SubscriberState | 'all'; out?: string }) =>
      withApp(async ({ db }) => {
        let rows = 0;
        const text = async function* () {
          for await (const page of exportSubscribers(db, state ? { state } : {})) {
            rows += page.rows;
            yield page.text;
          }
        };
        const to = out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 });
        await pipeline(Readable.from(text()), to, { end: out !== undefined }).catch((error: unknown) => {
          // The reader of our output, such as `head`, has had enough.
          if (out === undefined && (error as { code?: unknown }).code === 'EPIPE') return;
          throw fault('unavailable', `The export could not be written: ${sentenceOf(error)}`);
        });
        if (out !== undefined) say(`${rows.toLocaleString('en-GB')} subscribers written to ${out}`);
      }),
    );
}

function registerSupport(subscribers: Command, withApp: WithApp): void {
  subscribers
    .command('show')
    .description('what we hold about an address, and everything that happened to it')
    .argument('<email>')
    .option('--json', 'as JSON')
    .action((email: string, { json }: { json?: boolean }) =>
      withApp(async (app) => {
        const shown = await showAddress(app, parseEmailAddress(email));
        if (json) sayJson(shown);
        else sayShown(shown);
      }),
    );
  subscribers
    .command('erase')
    .description('remove an address and its name from everywhere; it will not be imported again')
    .argument('<email>')
    .action((email: string) =>
      withApp(async (app) => {
        const held = await eraseAddress(app, parseEmailAddress(email), how);
        say(held ? 'Erased.' : 'There was no such subscriber. The address will not be imported.');
        say('CSV files that were imported, exported or rejected, and backups, are yours to delete.');
      }),
    );
  subscribers
    .command('suppress')
    .description('send nothing to an address any more, whatever it signs up to or is imported from')
    .argument('<email>')
    .option('--lift', 'allow it to sign up again instead')
    .action((email: string, { lift }: { lift?: boolean }) =>
      withApp(async (app) => {
        const address = parseEmailAddress(email);
        if (lift) {
          await liftSuppression(app, address, how);
          say('Lifted. The reader can sign up again; nobody is subscribed by this.');
          return;
        }
        const held = await suppressAddress(app, address, how);
        say(held ? 'Suppressed.' : 'Suppressed; there was no such subscriber.');
      }),
    );
}
