import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { goldenFile } from '../test/delivery/golden/mails.ts';

// `npm run spam`: what a SpamAssassin on this machine, without the network, says of every golden mail. Fails when it
// names a symbol that docs/mail-checks.md does not judge.
const run = promisify(execFile);
const judged = readFileSync(new URL('../docs/mail-checks.md', import.meta.url), 'utf8');

/** Score and symbols of one mail; throws when there is no SpamAssassin. */
async function report(file: string): Promise<{ score: string; symbols: string[] }> {
  const child = run('spamassassin', ['--local', '--test-mode'], { maxBuffer: 10_000_000 });
  child.child.stdin?.on('error', () => {}).end(readFileSync(goldenFile(file)));
  const { stdout } = await child;
  const [, score = '?', details = ''] =
    /^Content analysis details:\s+\((\S+) points.*?\n(.*)$/ms.exec(stdout) ?? [];
  const symbols = [...details.matchAll(/^\s*(-?\d+\.\d+)\s+([A-Z][A-Z0-9_]+)\s/gm)];
  return { score, symbols: symbols.map(([, points, name]) => `${name} ${points}`) };
}

try {
  await run('spamassassin', ['--version']);
} catch {
  console.error(
    'SpamAssassin is not on this machine: install it (Debian: apt-get install spamassassin) and run this again.',
  );
  process.exit(1);
}
const unjudged = new Set<string>();
const files = readdirSync(new URL('.', goldenFile('any'))).filter((name) => name.endsWith('.eml'));
for (const file of files.map((name) => name.replace(/\.eml$/, ''))) {
  const { score, symbols } = await report(file);
  console.log(`${score.padStart(5)}  ${file}\n       ${symbols.join(', ')}`);
  for (const symbol of symbols.map((one) => one.split(' ')[0] ?? '')) {
    if (!judged.includes(`| \`${symbol}\` |`)) unjudged.add(symbol);
  }
}
if (unjudged.size > 0) {
  console.error(`Not judged in docs/mail-checks.md: ${[...unjudged].join(', ')}.`);
  process.exitCode = 1;
}
