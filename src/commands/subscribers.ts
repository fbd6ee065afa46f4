import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { eraseAddress, exportSubscribers, type How, showAddress } from '../../subscribers/index.ts';
import { fault, parseEmailAddress, type SubscriberState, sentenceOf } from '../core/index.ts';
import { noun, say, sayJson, type WithApp } from './command.ts';
import { registerImport } from './subscribers-import.ts';
import { sayShown } from './subscribers-show.ts';
import { registerSuppression } from './subscribers-suppress.ts';

const how: How = { source: 'command line', wording: null };
const STATES: (SubscriberState | 'all')[] = ['pending', 'active', 'unsubscribed', 'suppressed', 'all'];

export function registerSubscribers(program: Command, withApp: WithApp): void {
  const subscribers = noun(program, 'subscribers', 'import, export, look at, stop and erase subscribers');
  registerFiles(subscribers, withApp);
  registerSupport(subscribers, withApp);
  registerSuppression(subscribers, withApp);
}

function registerFiles(subscribers: Command, withApp: WithApp): void {
  registerImport(subscribers, withApp);
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
        else sayShown(shown, app.config.timeZone);
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
}
