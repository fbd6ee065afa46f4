import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { groups } from '../../test/stories/index.ts';
import { newReader } from '../../test/stories/pictures/draw.ts';
import { onStage } from '../story-stage.ts';
import { indexPage } from './index-page.tsx';
import { type Files, frozen, inScheme, withoutImages } from './page.ts';

const schemes = ['light', 'dark'] as const;

/** Writes every story, each as four documents that need nothing but their folder, and a page that lists them. */
export async function buildStorybook(out: string): Promise<number> {
  const files: Files = new Map([['index.html', indexPage(groups)]]);
  let count = 0;
  await onStage(async ({ world, browser }) => {
    const page = await newReader(browser, { images: true, scale: 1 });
    for (const group of groups) {
      for (const story of group.stories) {
        await page.setViewportSize({ width: 800, height: 640 });
        await story.open(page, await world.begin());
        const html = await frozen(page, files);
        for (const scheme of schemes) {
          const place = `${group.slug}/${story.name}/${scheme}`;
          files.set(`${place}.html`, inScheme(html, scheme));
          files.set(`${place}-without-images.html`, withoutImages(inScheme(html, scheme)));
        }
        count += 1;
      }
    }
  });
  rmSync(out, { recursive: true, force: true });
  for (const [name, body] of inBothSchemes(files)) {
    mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
    writeFileSync(path.join(out, name), body);
  }
  return count;
}

function* inBothSchemes(files: Files): Generator<[string, Buffer | string]> {
  for (const [name, body] of files) {
    if (!name.endsWith('.css')) yield [name, body];
    else
      for (const scheme of schemes)
        yield [name.replace(/css$/, `${scheme}.css`), inScheme(String(body), scheme)];
  }
}
