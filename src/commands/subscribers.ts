import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eraseAddress, exportSubscribers, type How, showAddress } from '../../subscribers/index.ts';
import { elsewhere } from '../compose/elsewhere.ts';
import { shellActor } from '../compose/shell-actor.ts';
import { fault, parseEmailAddress, type SubscriberState, sentenceOf } from '../core/index.ts';
import { atTerminal, confirmAtTerminal } from '../terminal/confirm.ts';
import { say, sayJson } from '../terminal/say.ts';
import { sayShown } from './subscribers-show.ts';
import { withApp } from './with-app.ts';

const how: How = { source: 'command line', wording: null };

type Export = { state?: SubscriberState | 'all'; out?: string };

export const exportThem = ({ state, out }: Export) =>
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
  });

export const subscribersShow = (email: string, { json }: { json?: boolean }) =>
  withApp(async (app) => {
    const shown = await showAddress(app, parseEmailAddress(email));
    if (json) sayJson(shown);
    else sayShown(shown, app.config.timeZone);
  });

export const eraseCommand = (email: string, { yes }: { yes?: boolean }) =>
  withApp(async (app) => {
    const address = parseEmailAddress(email);
    // Scripts that erase were written before it asked, and a reader's wish must not be lost in one of them.
    if (!yes && atTerminal()) {
      say(
        'Erasing cannot be undone: the address, its name and its choices are removed from every table, and imports leave it out.',
      );
      await confirmAtTerminal({ question: 'Erase it?' });
    }
    const held = await eraseAddress({ ...app, elsewhere }, address, { ...how, by: shellActor() });
    say(held ? 'Erased.' : 'There was no such subscriber. The address will not be imported.');
    say('CSV files that were imported, exported or rejected, and backups, are yours to delete.');
  });
