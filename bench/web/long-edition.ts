import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SECTIONS = 16;
const ARTICLES = 160;

const WORDS =
  'river library council spring market evening bridge meeting garden letter window station history winter morning committee harbour'.split(
    ' ',
  );

/** Words in no order that repeats, the same at each run: text that packs as text does. */
function* words(): Generator<string> {
  for (let at = 12_345; ; at = (at * 1_103_515_245 + 12_345) % 2 ** 31) {
    yield `${WORDS[at % WORDS.length]}${at % 7 === 0 ? `-${(at >> 8) % 1_000}` : ''}`;
  }
}

/** A folder with an edition of 160 articles of about 13 kB in 16 sections. */
export function longEdition(): string {
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-bench-sets-'));
  const sections = Array.from(
    { length: SECTIONS },
    (_, at) => `  - slug: part-${at}\n    label: Part ${at}\n`,
  );
  const head =
    'number: 31\ncover: May 2031\ntitle: Long Notes\nstrapline: All of it\npublisher: The Society\nmailbox: notes@example.org\n';
  writeFileSync(join(dir, 'edition.yaml'), `${head}sections:\n${sections.join('')}`);
  writeFileSync(join(dir, 'welcome.md'), 'Hello.\n');
  const word = words();
  const some = (count: number) => Array.from({ length: count }, () => word.next().value).join(' ');
  const part = () =>
    `${some(40)} **${some(2)}**, a [link](https://example.org/) and *${some(2)}*. ${some(30)}.\n\n- ${some(4)}\n- ${some(4)}\n\n> ${some(9)}.\n\n`;
  for (let at = 0; at < ARTICLES; at += 1) {
    const front = `---\nheadline: Article ${at}\nsection: part-${at % SECTIONS}\nsummary: What it is about\n---\n\n`;
    const body = Array.from({ length: 18 }, part).join('');
    writeFileSync(join(dir, `${String(at).padStart(3, '0')}.md`), front + body);
  }
  return dir;
}

/** Sets of at least half of its sections as a query's value, none twice. */
export function* sets(): Generator<string, never> {
  for (let bits = 65_534; ; bits = (bits + 65_529) % 65_536) {
    const chosen = Array.from({ length: SECTIONS }, (_, at) => at).filter((at) => bits & (1 << at));
    if (chosen.length >= SECTIONS / 2) yield chosen.map((at) => `part-${at}`).join(',');
  }
}
