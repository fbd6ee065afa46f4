import type { Reason } from '../core/index.ts';
import { feedPath, feedSubjects, openArchive, pingHub } from '../publishing/index.ts';
import type { App } from './app.ts';

type FeedsOf = Pick<App, 'db'> & { config: Pick<App['config'], 'websubHub' | 'publicUrl'> };

/** Tells the WebSub hub, if there is one, that feeds have news; says what it answered, for the record. */
export async function announceFeeds({ db, config }: FeedsOf): Promise<Reason | undefined> {
  if (!config.websubHub) return undefined;
  const catalogue = await openArchive(db, { freshForMs: 0 }).catalogue();
  const formats = ['rss', 'atom', 'json'] as const;
  const topics = feedSubjects(catalogue).flatMap((subject) =>
    formats.map((format) => `${config.publicUrl}${feedPath(subject, format)}`),
  );
  return pingHub({ url: config.websubHub }, topics);
}
