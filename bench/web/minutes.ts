import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ARTICLES = 9;
const OCTETS = 950_000;

/** A folder with an edition of nine articles whose page is more than 8 MB, which is as long as articles may be. */
export function minutesEdition(): string {
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-bench-minutes-'));
  const head =
    'number: 32\ncover: June 2031\ntitle: Minutes\nstrapline: Word for word\npublisher: The Society\nmailbox: notes@example.org\n';
  writeFileSync(join(dir, 'edition.yaml'), `${head}sections:\n  - slug: minutes\n    label: Minutes\n`);
  writeFileSync(join(dir, 'welcome.md'), 'Hello.\n');
  const line = `${'All that was said at the meeting, word for word. '.repeat(20)}\n\n`;
  const body = line.repeat(Math.ceil(OCTETS / line.length));
  for (let at = 0; at < ARTICLES; at += 1)
    writeFileSync(join(dir, `${at}.md`), `---\nheadline: Minutes ${at}\nsection: minutes\n---\n\n${body}`);
  return dir;
}
