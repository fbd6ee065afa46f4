import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { twoSections } from '../test/stories/mails/editions.ts';
import { allImages, lookAt, newReader } from '../test/stories/pictures/draw.ts';
import { readPng, writePng } from '../test/stories/pictures/png.ts';
import { launchChromium } from '../test/support/launch-chromium.ts';
import { ensurePrerequisites } from '../test/support/prerequisites.ts';

// The picture of the mail in the README: one reader's two sections, on a phone and on a desktop, light and dark.
const LONGEST = 1_500;
const looks = [
  { width: 375, scheme: 'light', images: true },
  { width: 700, scheme: 'light', images: true },
  { width: 375, scheme: 'dark', images: true },
] as const;

const browser = await launchChromium(ensurePrerequisites().chromium);
try {
  const page = await newReader(browser, { images: true, scale: 1 });
  const images: string[] = [];
  for (const look of looks) {
    await lookAt(page, look);
    await twoSections.open(page);
    await allImages(page);
    await page.setViewportSize({ width: look.width, height: LONGEST });
    const shot = (await page.screenshot()).toString('base64');
    images.push(`<img src="data:image/png;base64,${shot}" style="width:${look.width * 0.7}px">`);
  }
  const table = await browser.newPage({ viewport: { width: 1_100, height: 400 } });
  const style = 'margin:0;padding:8px;background:#888;display:inline-flex;gap:8px;align-items:flex-start';
  await table.setContent(`<body style="${style}">${images.join('')}</body>`);
  const file = path.join(import.meta.dirname, '../docs/screens/mail.png');
  writeFileSync(file, await writePng(await readPng(await table.locator('body').screenshot())));
} finally {
  await browser.close();
}
