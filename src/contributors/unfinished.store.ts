import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

export type UnfinishedStory = { id: number; email: string };

/** Of each mailbox the story that was written in last, where it is not with the editors: not sent yet, or given back. */
export async function unfinishedStories(db: Db): Promise<UnfinishedStory[]> {
  const { rows } = await sql<UnfinishedStory>`
    SELECT DISTINCT ON (c.email_key) c.id, c.email
    FROM contributions c LEFT JOIN articles a ON a.id = c.article_id
    WHERE c.article_id IS NULL OR a.state = 'draft'
    ORDER BY c.email_key, c.changed_at DESC, c.id DESC`.execute(db);
  return rows;
}
