import type { Child } from 'hono/jsx';
import type { Page as BrowserPage } from 'playwright-core';
import { loadAssets } from '../../../src/web/assets.ts';
import { localeFor } from '../../../src/words/index.ts';
import { standardTheme, type Theme } from '../../../templates/theme.ts';
import { Page } from '../../../templates/web/layout.tsx';
import type { Site } from '../../../templates/web/site.ts';
import type { Story } from '../story.ts';

// Without words: a frame may be painted a moment after the picture is taken.
const MAIL = '<!doctype html><title>A mail</title>';

/** A document that nothing serves: what it asks for is in the built assets, with the theme before them. */
export async function showDocument(page: BrowserPage, theme: Theme, document: (site: Site) => Child) {
  const assets = loadAssets(theme);
  const site: Site = {
    name: 'Common Ground',
    publicUrl: 'http://components.example',
    timeZone: 'Europe/London',
    locale: localeFor('en-GB'),
    lang: 'en-GB',
    asset: assets.url,
    at: (path) => path,
  };
  const html = String(document(site));
  await page.unroute(`${site.publicUrl}/**`);
  await page.route(`${site.publicUrl}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (pathname === '/mail') return route.fulfill({ contentType: 'text/html', body: MAIL });
    const answer = await assets.routes.request(pathname);
    return route.fulfill({
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? '',
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
  await page.goto(`${site.publicUrl}/`);
}

export const show = (page: BrowserPage, theme: Theme, children: Child) =>
  showDocument(page, theme, (site) => (
    <Page site={site} title="Components" forms>
      <div class="journey">{children}</div>
    </Page>
  ));

/** Components on a page of their own. */
export const story = (name: string, children: () => Child, theme: Theme = standardTheme): Story => ({
  name,
  open: (page) =>
    show(
      page,
      theme,
      <>
        <h1>Components</h1>
        {children()}
      </>,
    ),
});
