import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { groups } from '../test/stories/index.ts';
import { allImages, lookAt, newReader } from '../test/stories/pictures/draw.ts';
import { readPng, writePng } from '../test/stories/pictures/png.ts';
import { launchChromium } from '../test/support/launch-chromium.ts';
import { ensurePrerequisites } from '../test/support/prerequisites.ts';

type Shot = { group: string; story: string; width: number; scheme: 'light' | 'dark' };
const computer = (group: string, story: string): Shot => ({ group, story, width: 800, scheme: 'light' });
const phone = (group: string, story: string): Shot => ({ group, story, width: 375, scheme: 'dark' });

/** Pictures of the README and of docs/editors: what is done at a desk, beside what is done on a phone. */
const PICTURES: Readonly<Record<string, readonly [Shot, Shot]>> = {
  desk: [computer('desk', 'home'), phone('desk-edition', 'composer')],
  'quarter-write': [computer('desk-edition', 'composer'), phone('desk-preview', 'preview')],
  'quarter-approve': [computer('desk-preview', 'check'), phone('desk-approval', 'by-link')],
  'quarter-send': [computer('desk-approval', 'send-held'), phone('desk-flows', 'run')],
};
const HEIGHT = 620;

const browser = await launchChromium(ensurePrerequisites().chromium);
try {
  const page = await newReader(browser, { images: true, scale: 1 });
  for (const [name, shots] of Object.entries(PICTURES)) {
    const images: string[] = [];
    for (const shot of shots) images.push(await taken(page, shot));
    const table = await browser.newPage({ viewport: { width: 1_100, height: 400 } });
    const style = 'margin:0;padding:8px;background:#888;display:inline-flex;gap:8px;align-items:flex-start';
    await table.setContent(`<body style="${style}">${images.join('')}</body>`);
    const file = path.join(import.meta.dirname, `../docs/screens/${name}.png`);
    writeFileSync(file, await writePng(await readPng(await table.locator('body').screenshot())));
    await table.close();
  }
} finally {
  await browser.close();
}

async function taken(page: Page, { group, story, ...look }: Shot): Promise<string> {
  await lookAt(page, { ...look, images: true });
  const found = groups.find(({ slug }) => slug === group)?.stories.find(({ name }) => name === story);
  if (!found) throw new Error(`There is no story ${group}/${story}.`);
  await found.open(page, undefined as never);
  await allImages(page);
  await page.setViewportSize({ width: look.width, height: HEIGHT });
  const shot = (await page.screenshot()).toString('base64');
  return `<img src="data:image/png;base64,${shot}" style="width:${look.width * 0.85}px">`;
}
