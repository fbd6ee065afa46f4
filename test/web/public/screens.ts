import type { Screen } from '../readers/screens.ts';

const at = (name: string, path: string): Screen => ({
  name,
  open: (page, { site }) => page.goto(new URL(path, site).href),
});

/** What there is to read, from the sample edition. */
export const publicScreens: readonly Screen[] = [
  at('front', '/'),
  at('editions', '/editions'),
  at('edition', '/editions/6'),
  at('edition-chosen', '/editions/6?sections=communities'),
  {
    name: 'article',
    open: async (page, { site }) => {
      await page.goto(new URL('/editions/6', site).href);
      const href = await page.locator('main a[href^="/editions/6/"]').first().getAttribute('href');
      await page.goto(new URL(href ?? '/nothing', site).href);
    },
  },
  at('section', '/sections/communities'),
  at('search', '/search?q=police'),
  at('search-nothing', '/search?q=xylophone'),
  at('feeds', '/feeds'),
  at('feed', '/feed.xml'),
  at('privacy', '/privacy'),
  at('accessibility', '/accessibility'),
  at('not-found', '/nothing-is-here'),
];
