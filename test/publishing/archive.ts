import { type CorrectedText, movableClock } from '../../src/core/index.ts';
import { correctArticle } from '../../src/publishing/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';

const DAY_MS = 24 * 3_600_000;
export const PUBLIC_URL = 'https://bulletin.example.org';
export const ARTICLE = 'night-bus-crews-win-the-shared-effort-award';

/** Both sample editions as readers find them, three months apart, and a way to correct the older one's night bus. */
export async function openedArchive() {
  const { db } = await freshDatabase();
  const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
  await publishedSample({ db, clock }, 'edition-06');
  clock.advance(90 * DAY_MS);
  const edition = await publishedSample({ db, clock }, 'edition-07');
  const web = await servedWeb({ db, clock }, { publicUrl: PUBLIC_URL });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${web}${path}`, { redirect: 'manual', headers });

  /** Answers with the article's slug from then on. */
  async function correct(slug: string, content: Partial<CorrectedText>, note: string): Promise<string> {
    clock.advance(DAY_MS);
    const whole = {
      headline: 'Night bus crews win the Shared Effort award',
      summary: 'Two crews noticed.',
      body: 'Eleven people left forced work.',
      links: [],
      ...content,
    };
    const by = editor('editor@example.org');
    const request = { edition: (edition - 1) as typeof edition, article: slug, content: whole, note, by };
    return (await correctArticle({ db, clock, queue: bell() }, request)).slug;
  }
  const text = async (path: string) => (await get(path)).text();
  return { db, clock, web, get, text, correct };
}
