// Ends what a test run has started, however the run ends: its standard input closes with the process that started it, be that
// by its end, by Ctrl-C or by SIGKILL. Whatever carries the run's mark in its environment, or the run's folder in its command
// line, goes, and then that folder.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const [mark = '', folder = ''] = process.argv.slice(2);
const GRACE_MS = 5_000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdin.resume();
await new Promise((done) => process.stdin.once('close', done));

const until = Date.now() + GRACE_MS;
for (let left = marked(); left.length > 0; left = marked()) {
  for (const pid of left) end(pid, Date.now() > until ? 'SIGKILL' : 'SIGTERM');
  await wait(250);
}
rmSync(folder, { recursive: true, force: true });

/** By Linux's /proc; elsewhere nothing is found, and the run's own clean-up must do. */
function marked() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter(
        (pid) => read(pid, 'environ').split('\0').includes(mark) || read(pid, 'cmdline').includes(folder),
      )
      .map(Number);
  } catch {
    return [];
  }
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function end(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {}
}
