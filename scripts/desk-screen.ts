import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { groups } from '../test/stories/index.ts';
import { allImages, lookAt, newReader } from '../test/stories/pictures/draw.ts';
import { readPng, writePng } from '../test/stories/pictures/png.ts';
import { launchChromium } from '../test/support/launch-chromium.ts';
import { ensurePrerequisites } from '../test/support/prerequisites.ts';

// The picture of the desk in the README: what needs somebody, on a computer, and an edition in the making, on a phone.
const HEIGHT = 620;
const shots = [
  { group: 'desk', story: 'home', width: 800, scheme: 'light', images: true },
  { group: 'desk-edition', story: 'composer', width: 375, scheme: 'dark', images: true },
] as const;

const browser = await launchChromium(ensurePrerequisites().chromium);
try {
  const page = await newReader(browser, { images: true, scale: 1 });
  const images: string[] = [];
  for (const { group, story, ...look } of shots) {
    await lookAt(page, look);
    const found = groups.find(({ slug }) => slug === group)?.stories.find(({ name }) => name === story);
    if (!found) throw new Error(`There is no story ${group}/${story}.`);
    await found.open(page, undefined as never);
    await allImages(page);
    await page.setViewportSize({ width: look.width, height: HEIGHT });
    const shot = (await page.screenshot()).toString('base64');
    images.push(`<img src="data:image/png;base64,${shot}" style="width:${look.width * 0.85}px">`);
  }
  const table = await browser.newPage({ viewport: { width: 1_100, height: 400 } });
  const style = 'margin:0;padding:8px;background:#888;display:inline-flex;gap:8px;align-items:flex-start';
  await table.setContent(`<body style="${style}">${images.join('')}</body>`);
  const file = path.join(import.meta.dirname, '../docs/screens/desk.png');
  writeFileSync(file, await writePng(await readPng(await table.locator('body').screenshot())));
} finally {
  await browser.close();
}
