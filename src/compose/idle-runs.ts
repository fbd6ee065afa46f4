import { liveWorkers } from '../settings/index.ts';
import type { App } from './app.ts';

/** Where no worker lives nobody can write down why a run stands still: it is said for them. Undefined while one lives. */
export async function nobodyWorks({ db, clock }: Pick<App, 'db' | 'clock'>): Promise<string | undefined> {
  if ((await liveWorkers(db, clock.now())) > 0) return undefined;
  return 'No worker is running: start `quarterly up` or `quarterly worker`, and it goes on.';
}
