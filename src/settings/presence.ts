import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Db, packageVersion, within } from '../core/index.ts';
import { forgetProcess, type ShownProcess, showProcess } from './processes.store.ts';

/** A third of what `livingProcesses` waits for: two signs may be lost. */
const EVERY_MS = 10_000;
/** A process that stops waits for no database. */
const PATIENCE_MS = 2_000;

/**
 * Shows that a process runs, with its version and `SENDING`, until it is stopped. A database that is away is no reason to fail: then
 * others have more to say.
 */
export async function startPresence(
  db: Db,
  shown: Pick<ShownProcess, 'role' | 'sending'>,
): Promise<{ stop(): Promise<void> }> {
  const process = { ...shown, id: randomUUID(), version: packageVersion(), host: hostname() };
  let last: Promise<unknown> = Promise.resolve();
  const show = () => {
    last = showProcess(db, process).catch(() => {});
    return last;
  };
  await show();
  const timer = setInterval(show, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await within(
        PATIENCE_MS,
        last.then(() => forgetProcess(db, process.id)),
      ).catch(() => {});
    },
  };
}
