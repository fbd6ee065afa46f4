import { describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { freshDatabase } from '../support/database.ts';
import { examiner } from './check.ts';
import { groups } from './index.ts';
import { openWorld } from './world.ts';

/** One test for each story of these groups, in one Chromium. Call it at the top of a test file. */
export async function examineStories(...slugs: string[]): Promise<void> {
  const [filled, empty] = await Promise.all([freshDatabase(), freshDatabase()]);
  const world = await openWorld({ filled: filled.db, empty: empty.db });
  const examine = await examiner(await startChromium());
  for (const group of groups.filter(({ slug }) => slugs.includes(slug))) {
    describe(group.title, () => {
      it.each(group.stories)('$name is accessible, fits, and looks as approved', async (story) => {
        expect(await examine({ group, story, world: await world.begin() })).toEqual([]);
      });
    });
  }
}
