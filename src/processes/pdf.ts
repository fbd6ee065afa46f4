import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { App } from '../compose/app.ts';
import { type EditionNumber, fault, paths, sentenceOf } from '../core/index.ts';
import { serveWeb } from './web.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const LONGEST_MS = 60_000;

type Print = { out: string; draft: boolean };

/**
 * Prints the edition's archive page as a tagged PDF, through the Chromium of this machine and the print stylesheet; as a
 * draft it needs no approval, and each sheet says so.
 * @throws Fault `unavailable` where there is no Chromium, or it fails; `invalid` where there is no folder for the file.
 */
export async function printEdition(app: App, edition: EditionNumber, { out, draft }: Print): Promise<string> {
  const chromium = findChromium();
  const file = resolve(out);
  if (!existsSync(dirname(file))) {
    throw fault('invalid', `There is no folder ${dirname(file)} for the PDF: make it first.`);
  }
  accessSync(dirname(file), constants.W_OK);
  // Beside the file, and not in it: one of an earlier time would look like this one's, were Chromium to write none.
  const part = `${file}.part`;
  const profile = mkdtempSync(join(tmpdir(), 'quarterly-pdf-'));
  const web = await serveWeb(
    { ...app, config: { ...app.config, port: 0, host: '127.0.0.1' } },
    draft ? { draft: edition } : {},
  );
  try {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const print = [
      '--headless',
      '--disable-gpu',
      '--no-pdf-header-footer',
      '--generate-pdf-document-outline',
    ];
    const address = `http://127.0.0.1:${web.port}${paths.edition({ number: edition })}`;
    const args = [
      ...asRoot,
      ...QUIET,
      ...print,
      `--user-data-dir=${profile}`,
      `--print-to-pdf=${part}`,
      address,
    ];
    await promisify(execFile)(chromium, args, { timeout: LONGEST_MS });
    if (!isWhole(part)) {
      throw fault(
        'unavailable',
        `Chromium wrote no whole ${file}: look whether there is space left on its disk.`,
      );
    }
    renameSync(part, file);
    return file;
  } catch (error) {
    throw fault('unavailable', `The PDF could not be printed: ${sentenceOf(error).split('\n')[0]}`);
  } finally {
    await web.close();
    rmSync(part, { force: true });
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Chromium ends well on a full disk too. A PDF's last line is a mark (ISO 32000-1 §7.5.5). */
function isWhole(file: string): boolean {
  return existsSync(file) && readFileSync(file).subarray(-1_024).includes('%%EOF');
}

function findChromium(): string {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin'];
  const found =
    process.env.CHROMIUM ??
    folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (found) return found;
  throw fault(
    'unavailable',
    'A PDF needs Chromium: install it (on Debian: `apt-get install chromium`), or set CHROMIUM to its path.',
  );
}
