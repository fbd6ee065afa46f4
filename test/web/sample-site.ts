import { movableClock } from '../../src/core/index.ts';
import { startChromium } from '../support/chromium.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';

/** A site that has published these editions, and a browser to look at it with. Call it at the top of a test file. */
export async function sampleSite(...editions: Parameters<typeof publishedSample>[1][]) {
  const { db } = await freshDatabase();
  const deps = { db, clock: movableClock(new Date('2026-08-04T09:00:00Z')) };
  const web = await servedWeb(deps);
  for (const edition of editions) await publishedSample(deps, edition);
  return { web, browser: await startChromium() };
}
