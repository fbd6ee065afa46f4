import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeskBrowser } from '../../test/support/desk.ts';

const MEGABYTE = 1_000_000;
/** What may come from somebody who means harm, or from a program that went wrong: just within the limit, and beyond it. */
const FILES: Record<string, () => Buffer> = {
  'one line that never ends': () => Buffer.alloc(49 * MEGABYTE, '"a'),
  'a first line of commas': () => Buffer.alloc(49 * MEGABYTE, 'a,'),
  'a list of two million rows': () =>
    Buffer.from('email,sections\n'.concat('reader@example.org,news\n'.repeat(2_000_000))),
  'a file of 120 MB': () => Buffer.alloc(120 * MEGABYTE, 'a\n'),
};

type Uploading = { site: string; ed: DeskBrowser; read(path: string): Promise<void> };
type Uploaded = { name: string; times: number[]; grown: number };

/** Other pages’ times, and how much this process grows, while another one uploads. */
export async function uploadHostile({ site, ed, read }: Uploading): Promise<Uploaded[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-bench-upload-'));
  const found: Uploaded[] = [];
  try {
    for (const [name, make] of Object.entries(FILES)) {
      const file = path.join(folder, 'list.csv');
      writeFileSync(file, make());
      globalThis.gc?.();
      const before = process.memoryUsage.rss();
      const given = [
        '-s',
        '-o',
        '/dev/null',
        '-F',
        `file=@${file}`,
        '-b',
        ed.cookie,
        '-H',
        'Sec-Fetch-Site: same-origin',
      ];
      const curl = spawn('curl', [...given, `${site}/desk/subscribers/import`]);
      const ended = once(curl, 'exit');
      let [most, going] = [before, true];
      ended.then(() => {
        going = false;
      });
      const times: number[] = [];
      while (going) {
        const from = performance.now();
        await read(times.length % 2 === 0 ? '/health/live' : '/desk/subscribers/import');
        times.push(performance.now() - from);
        most = Math.max(most, process.memoryUsage.rss());
      }
      found.push({ name, times, grown: Math.round((most - before) / MEGABYTE) });
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
