import { linkAsker } from '../adapters/links/index.ts';
import { runLinkCheck } from '../links/index.ts';
import type { App } from './app.ts';

/** Asks for the links of a check, as `runLinkCheck`: one for a process, which spaces its requests to each host. */
export function linkChecking({ db, clock, config }: Pick<App, 'db' | 'clock' | 'config'>) {
  const askLink = linkAsker({ allowPrivate: config.feedsAllowPrivate === 'on' });
  return (id: number, signal: AbortSignal): Promise<boolean> =>
    runLinkCheck({ db, clock, askLink }, id, signal);
}
