import type { App } from '../app.ts';
import type { Actor, EditionNumber } from '../core/index.ts';
import { interruptLeases, ring } from '../delivery/index.ts';
import { type Moved, putBackArticle, type TakeDownRequest, takeDownArticle } from '../publishing/index.ts';
import { renderSnapshot } from '../rendering/index.ts';
import { announceFeeds } from './announce.ts';

/** What became of it, and what the WebSub hub answered, if there is one. */
export type TakenDown = Moved & { hub?: string };

/** Takes an article down everywhere: pages, feeds, and mails that have not gone yet. @throws Fault as `takeDownArticle` */
export async function takeDown(app: App, request: TakeDownRequest): Promise<TakenDown> {
  return told(app, request.edition, await takeDownArticle(ports(app), request));
}

/** Puts it back where it was. @throws Fault as `putBackArticle` */
export async function putBack(
  app: App,
  request: { edition: EditionNumber; article: string; by: Actor },
): Promise<TakenDown> {
  return told(app, request.edition, await putBackArticle(ports(app), request));
}

const ports = ({ db, clock, rendering }: App) => ({
  db,
  clock,
  render: (trx: Parameters<typeof interruptLeases>[0], standing: Parameters<typeof renderSnapshot>[1]) =>
    renderSnapshot({ db: trx, clock }, standing, rendering),
  interrupt: interruptLeases,
});

/** The queue and the hub are bells: what they would have said is found by the sweeper and by the next poll. */
async function told(app: App, edition: EditionNumber, moved: Moved): Promise<TakenDown> {
  if (moved.state === 'sending') await ring(app, edition);
  if (moved.state === 'approved') return moved;
  const hub = await announceFeeds(app);
  return { ...moved, ...(hub ? { hub } : {}) };
}
