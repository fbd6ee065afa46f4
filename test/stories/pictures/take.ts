import type { Browser } from 'playwright-core';
import { looksOf } from '../looks.ts';
import type { Look, Story, StoryGroup, World } from '../story.ts';
import { draw, lookAt, newReader } from './draw.ts';
import type { Picture } from './png.ts';

type Of = { group: StoryGroup; story: Story; world: World };
type Seen = { look: Look; picture: Picture };

/** Opens stories, each once, and draws them in every look that is approved. */
export async function camera(browser: Browser) {
  const page = await newReader(browser, { images: true });
  const blind = await newReader(browser, { images: false });

  /**
   * `before` examines the story in each look with images, in the machine's own faces the first time; `wanted` says which of the
   * looks are drawn.
   */
  async function take(
    { group, story, world }: Of,
    before: (look: Look) => Promise<unknown> = async () => {},
    wanted: (look: Look) => boolean = () => true,
  ): Promise<Seen[]> {
    const seen: Seen[] = [];
    await story.open(page, world);
    await page.waitForLoadState('load');
    for (const look of looksOf(story, { images: true }).filter(wanted)) {
      await lookAt(page, look);
      await before(look);
      seen.push({ look, picture: await draw(page, look) });
    }
    // Their programs hide images until a reader asks for them; browsers do not.
    if (group.kind === 'mail' && (await page.evaluate('document.images.length > 0'))) {
      await story.open(blind, world);
      for (const look of looksOf(story, { images: false }).filter(wanted))
        seen.push({ look, picture: await draw(blind, look) });
    }
    return seen;
  }
  return { page, take };
}
