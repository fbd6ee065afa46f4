import type { Context } from 'hono';
import { type feedReader, readPasted } from '../articles/index.ts';

/** What came is longer than what is taken; for the script, which says so. */
const CUT = { 'Pasted-Cut': 'yes' };

/** Pasted text as Markdown. */
export async function pastedAnswer(c: Context, readFeed: ReturnType<typeof feedReader>): Promise<Response> {
  const { text, cut } = await readPasted(readFeed, await c.req.text());
  return c.text(text, 200, cut ? CUT : {});
}
