import type { ActName, Actor, EditionNumber } from '../core/index.ts';
import { interruptLeases } from '../delivery/index.ts';
import { type Moved, putBackArticle, type TakeDownRequest, takeDownArticle } from '../publishing/index.ts';
import { renderSnapshot } from '../rendering/index.ts';
import type { App } from './app.ts';
import { hubSaid } from './hub-said.ts';

/** What became of it, and what the WebSub hub answered, if there is one. */
export type TakeDownReport = Moved & { hub?: string };

/** Takes an article down everywhere: pages, feeds, and mails that have not gone yet. @throws Fault as `takeDownArticle` */
export async function takeDown(app: App, request: TakeDownRequest): Promise<TakeDownReport> {
  return told(app, 'edition.article-taken-down', request.edition, await takeDownArticle(ports(app), request));
}

/** Puts it back where it was. @throws Fault as `putBackArticle` */
export async function putBack(
  app: App,
  request: { edition: EditionNumber; article: string; by: Actor },
): Promise<TakeDownReport> {
  return told(app, 'edition.article-put-back', request.edition, await putBackArticle(ports(app), request));
}

const ports = ({ db, clock, queue, rendering }: App) => ({
  db,
  clock,
  queue,
  render: (trx: Parameters<typeof interruptLeases>[0], standing: Parameters<typeof renderSnapshot>[1]) =>
    renderSnapshot({ db: trx, clock }, standing, rendering),
  interrupt: interruptLeases,
});

async function told(app: App, act: ActName, edition: EditionNumber, moved: Moved): Promise<TakeDownReport> {
  const hub = await hubSaid(app, act, edition);
  return { ...moved, ...(hub ? { hub } : {}) };
}
