import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eraseAddress, type How, showAddress, takeExport } from '../../subscribers/index.ts';
import { elsewhere } from '../compose/elsewhere.ts';
import { fault, naming, parseEmailAddress, type SubscriberState, sentenceOf } from '../core/index.ts';
import { atTerminal, confirmAtTerminal } from '../terminal/confirm.ts';
import { say, sayJson } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { sayShown } from './subscribers-show.ts';
import { withApp } from './with-app.ts';

const how: How = { source: 'command line', wording: null };

type Export = { state?: SubscriberState | 'all'; out?: string };

export const exportThem = ({ state, out }: Export) =>
  acting('readers.export', OPERATOR, async ({ db, clock }, by) => {
    let rows = 0;
    const text = async function* () {
      for await (const page of takeExport({ db, clock }, { state, by })) {
        rows += page.rows;
        yield page.text;
      }
    };
    if (out === undefined) return toStandardOutput(text());
    await toFile(text(), out);
    say(`${rows.toLocaleString('en-GB')} subscribers written to ${out}`);
  });

const unwritten = (error: unknown) =>
  fault('unavailable', `The export could not be written: ${sentenceOf(error)}`);

const toStandardOutput = (text: AsyncIterable<string>): Promise<void> =>
  pipeline(Readable.from(text), process.stdout, { end: false }).catch((error: unknown) => {
    // The reader of our output, such as `head`, has had enough.
    if ((error as { code?: unknown }).code !== 'EPIPE') throw unwritten(error);
  });

/** Beside the file until it is whole: half a list would look like all of it, and an older one stays. */
async function toFile(text: AsyncIterable<string>, out: string): Promise<void> {
  const part = `${out}.part`;
  // A device, such as /dev/stdout, takes it as it comes.
  const isDevice = await stat(out).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
  try {
    const to = createWriteStream(isDevice ? out : part, { mode: 0o600 });
    await pipeline(Readable.from(text), to).catch(naming(out));
    if (!isDevice) await rename(part, out);
  } catch (error) {
    if (!isDevice) await rm(part, { force: true }).catch(() => undefined);
    throw unwritten(error);
  }
}

export const subscribersShow = (email: string, { json }: { json?: boolean }) =>
  withApp(async (app) => {
    const shown = await showAddress(app, parseEmailAddress(email));
    if (json) sayJson(shown);
    else sayShown(shown, app.config.timeZone);
  });

export const eraseCommand = (email: string, { yes }: { yes?: boolean }) =>
  acting('readers.change', OPERATOR, async (app, by) => {
    const address = parseEmailAddress(email);
    // Scripts that erase were written before it asked, and a reader's wish must not be lost in one of them.
    if (!yes && atTerminal()) {
      say(
        'Erasing cannot be undone: the address, its name and its choices are removed from every table, and imports leave it out.',
      );
      await confirmAtTerminal({ question: 'Erase it?' });
    }
    const held = await eraseAddress({ ...app, elsewhere }, address, { ...how, by });
    say(held ? 'Erased.' : 'There was no such subscriber. The address will not be imported.');
    say('CSV files that were imported, exported or rejected, and backups, are yours to delete.');
  });
