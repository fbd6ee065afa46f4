import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const { resolve } = createRequire(import.meta.url);
const faces = ['sans', 'serif', 'mono'].flatMap((kind) =>
  [400, 700].map((weight) => ({
    family: `stories-${kind}`,
    weight: String(weight),
    woff2: readFileSync(
      resolve(`@fontsource/ibm-plex-${kind}/files/ibm-plex-${kind}-latin-${weight}-normal.woff2`),
    ).toString('base64'),
  })),
);

// Written as text: this runs in the page, where Node's types are of no use.
const exchange = `async (faces) => {
  for (const { family, weight, woff2 } of faces) {
    const bytes = Uint8Array.from(atob(woff2), (letter) => letter.charCodeAt(0));
    document.fonts.add(await new FontFace(family, bytes, { weight }).load());
  }
  const kind = (named) =>
    /^stories-(\\w+)/.exec(named)?.[1] ??
    (/mono/i.test(named) ? 'mono' : /Georgia|serif/i.test(named.replace('sans-serif', '')) ? 'serif' : 'sans');
  const elements = [...document.querySelectorAll('body, body *')];
  const kinds = elements.map((element) => kind(getComputedStyle(element).fontFamily));
  elements.forEach((element, at) => element.style.setProperty('font-family', 'stories-' + kinds[at], 'important'));
}`;

/**
 * Sets a page in the faces of a package, as each machine has others of its own and breaks lines elsewhere. Goes past
 * the page's content policy, which allows no style from outside: faces and styles are made in the page itself.
 */
export const setInOurFaces = (page: Page): Promise<unknown> =>
  page.evaluate(`(${exchange})(${JSON.stringify(faces)})`);
