import { singleMailsWait } from '../../delivery/index.ts';
import { liveWorkers } from '../../settings/index.ts';
import type { DeskDeps } from './deps.ts';

/** What keeps all mails, whoever asked for them; the command that prints a link says why. */
export async function whatKeepsMails({
  db,
  clock,
}: Pick<DeskDeps, 'db' | 'clock'>): Promise<string | undefined> {
  if ((await liveWorkers(db, clock.now())) === 0)
    return 'No mail leaves at the moment: no worker is running.';
  return (await singleMailsWait(db, clock.now())) ? 'Mails do not leave at the moment.' : undefined;
}
