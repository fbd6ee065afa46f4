import type { Browser, Page } from 'playwright-core';
import { axeFaults } from '../support/axe.ts';
import { missingStyles } from '../web/styles.ts';
import { complaint } from './pictures/approved.ts';
import { setInOurFaces } from './pictures/fonts.ts';
import { camera } from './pictures/take.ts';
import type { Look, Story, StoryGroup, World } from './story.ts';

/** The rules of WCAG 2.2 AA; those of good practice, as landmarks, are for pages alone. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROWEST = 320;

/** The other two looks as well: `EVERY_LOOK=on npx vitest run test/stories`. */
const everyLook = process.env.EVERY_LOOK === 'on';

/** Nothing asks for width and darkness together, neither a rule of axe's nor a stylesheet, so two looks have the faults of all four. */
const isExamined = ({ width, scheme }: Look, { plain, desktop, desk }: Story) =>
  plain || desktop || desk || (width < 800 ? scheme === 'light' : scheme === 'dark');

const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** The status of an error page is no complaint, nor is an image that is hidden; a refused script or style is. */
const isComplaint = (text: string) => !/status of|net::ERR_FAILED/.test(text);

/** Examines stories in one Chromium; gives back all that is wrong with one, as sentences. */
export async function examiner(browser: Browser) {
  const { page, take } = await camera(browser);
  let wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && isComplaint(message.text())) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));

  return async ({ group, story, world }: { group: StoryGroup; story: Story; world: World }) => {
    wrong = [];
    const examine = async (look: Look) => {
      const { width, scheme } = look;
      if (!isExamined(look, story)) return;
      const faults = await axeFaults(page, group.kind === 'mail' ? { tags: WCAG } : {});
      for (const fault of faults) wrong.push(`At ${width} pixels, ${scheme}: ${fault}`);
      if (scheme === 'light' && group.kind === 'page')
        for (const style of await missingStyles(page)) wrong.push(`A style is missing: ${style}`);
      const headings = await page.locator('h1').count();
      if (!story.plain && headings !== 1) wrong.push(`It has ${headings} first headings.`);
      if (story.desktop) return;
      await page.setViewportSize({ width: NARROWEST, height: 640 });
      // Some machines have wider ones alone, in which a table of three columns is wider than any telephone.
      await setInOurFaces(page);
      const over = await sideways(page);
      if (over > 0) wrong.push(`It is ${over} pixels too wide for ${NARROWEST}, ${scheme}.`);
    };
    const isWanted = (look: Look) => everyLook || isExamined(look, story) === true;
    for (const { look, picture } of await take({ group, story, world }, examine, isWanted)) {
      const sentence = await complaint({ group: group.slug, name: story.name, look }, picture);
      if (sentence) wrong.push(sentence);
    }
    return wrong;
  };
}
