import { sql } from 'kysely';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { type Database, movableClock, silentLog } from '../../src/core/index.ts';
import { articlesOf, correctArticle, openArchive } from '../../src/publishing/index.ts';
import { makeArticleShell } from '../../src/rendering/index.ts';
import { standardTheme, themes } from '../../templates/theme.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { publishedSample } from '../support/publish.ts';
import { serveWeb } from '../support/serve-web.ts';
import { readers } from '../web/readers/readers.ts';
import type { World } from './story.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const PUBLIC_URL = 'https://bulletin.example.org';
/** Nobody listens there. */
const NOWHERE = 'postgres://quarterly@127.0.0.1:1/nothing';

export type OpenWorld = { begin(): Promise<World>; close(): Promise<void> };

/** @param databases Two of their own: one becomes an archive of two editions, one stays empty. */
export async function openWorld(databases: { filled: Database; empty: Database }): Promise<OpenWorld> {
  const db = databases.filled;
  const clock = movableClock(NOW);
  await publishTwo(db);
  // What a worker makes for the frames of previews.
  await makeArticleShell({ db, clock }, standardTheme.language, {
    publicUrl: PUBLIC_URL,
    theme: standardTheme,
  });
  const gone = connectDatabase(NOWHERE, silentLog);
  const config = { dataController: 'National Centre for Local Partnerships' };
  const [site, journal, empty, broken] = await Promise.all([
    serveWeb({ db, clock }, config),
    serveWeb({ db, clock, ...(themes.gazette ? { theme: themes.gazette } : {}) }, config),
    serveWeb({ db: databases.empty, clock }),
    serveWeb({ db: gone.db, clock }),
  ]);
  return {
    async begin() {
      await sql`TRUNCATE subscribers, notices, rate_limits, contributions RESTART IDENTITY CASCADE`.execute(
        db,
      );
      await forgetStories(db);
      clock.set(NOW);
      return {
        site: site.site,
        journal: journal.site,
        empty: empty.site,
        broken: broken.site,
        people: readers({ db, clock }),
        clock,
      };
    },
    async close() {
      for (const each of [site, journal, empty, broken]) each.close();
      await gone.close();
    },
  };
}

/** Articles are for ever but for here, where their numbers stand in pictures. */
const forgetStories = (db: Database) =>
  db.transaction().execute(async (tx) => {
    await sql`SET LOCAL session_replication_role = replica`.execute(tx);
    await sql`DELETE FROM article_versions WHERE how = 'form'`.execute(tx);
    await sql`DELETE FROM articles WHERE source = 'form'`.execute(tx);
    await sql`SELECT setval(pg_get_serial_sequence('articles', 'id'), max(id)) FROM articles`.execute(tx);
  });

async function publishTwo(db: Database) {
  const at = (time: string) => ({ db, clock: movableClock(new Date(time)), queue: bell() });
  const edition = await publishedSample(at('2026-07-21T08:00:00Z'), 'edition-06');
  const reading = await openArchive(db, { freshForMs: 0 }).edition(edition);
  const article = reading && articlesOf(reading).find(({ slug }) => slug.startsWith('night-bus'));
  if (!article) throw new Error('The sample edition has lost its night bus.');
  const { summary, body } = article;
  await correctArticle(at('2026-07-23T10:30:00Z'), {
    edition,
    article: article.slug,
    content: {
      summary: summary.replace('14 people', '12 people'),
      body: body.replace('**14 people**', '**12 people**'),
    },
    note: 'We wrote that 14 people had left forced work. At the time of the award it was 12.',
    by: editor('editor@example.org'),
  });
  await publishedSample(at('2026-11-24T08:00:00Z'), 'edition-07');
}
