// A process of its own that adds one to a number in a file, many times, each time under the lock.
import { readFileSync, writeFileSync } from 'node:fs';
import { withLockFile } from '../../src/adapters/embedded-postgres/lock-file.ts';

const [lock = '', file = '', times = '0'] = process.argv.slice(2);
for (let done = 0; done < Number(times); done += 1) {
  await withLockFile(lock, async () => {
    const before = Number(readFileSync(file, 'utf8'));
    await new Promise((next) => setImmediate(next));
    writeFileSync(file, String(before + 1));
  });
}
