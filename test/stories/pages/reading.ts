import type { Story, World } from '../story.ts';
import { press } from './steps.ts';

const on =
  (site: (world: World) => string) =>
  (name: string, path: string): Story => ({
    name,
    open: (page, world) => page.goto(new URL(path, site(world)).href),
  });
const at = on(({ site }) => site);
const before = on(({ empty }) => empty);
const inJournal = on(({ journal }) => journal);

/** What there is to read, from the two sample editions. */
export const reading: readonly Story[] = [
  at('front', '/'),
  at('editions', '/editions'),
  at('edition', '/editions/7'),
  at('edition-before', '/editions/6'),
  at('edition-chosen', '/editions/7?sections=communities,disruptions'),
  at('article', '/editions/7/ten-quiet-minutes-library-pause-desks-stop-scams-before-money-moves'),
  at('article-without-image', '/editions/7/local-action-fund-opens-for-bids-6-4-million-for-2027'),
  at('article-corrected', '/editions/6/night-bus-crews-win-the-shared-effort-award'),
  {
    name: 'article-correction-shown',
    open: async (page, { site }) => {
      await page.goto(`${site}/editions/6/night-bus-crews-win-the-shared-effort-award`);
      await page.getByText('Show what changed').click();
    },
  },
  at('section', '/sections/communities'),
  at('search', '/search'),
  at('search-found', '/search?q=police'),
  at('search-second-page', '/search?q=police&page=2'),
  at('search-nothing', '/search?q=xylophone'),
  at('feeds', '/feeds'),
  at('feeds-chosen', '/feeds?sections=communities&sections=disruptions'),
  at('feed', '/feed.xml'),
  at('feed-of-section', '/sections/communities/feed.atom'),
  at('privacy', '/privacy'),
  at('accessibility', '/accessibility'),
];

/** What a theme changes: colours, faces, and the masthead. */
export const journal: readonly Story[] = [
  inJournal('front', '/'),
  inJournal('edition', '/editions/7'),
  inJournal('section', '/sections/communities'),
];

/** Before the first edition is published. */
export const emptyArchive: readonly Story[] = [
  before('front-empty', '/'),
  before('editions-empty', '/editions'),
  before('search-empty', '/search?q=police'),
  before('feeds-empty', '/feeds'),
  before('feed-empty', '/feed.xml'),
  before('subscribe-empty', '/subscribe'),
  before('privacy-empty', '/privacy'),
];

export const refusals: readonly Story[] = [
  at('page-not-found', '/nothing-is-here'),
  at('edition-not-found', '/editions/99'),
  at('article-not-found', '/editions/7/nothing-is-here'),
  at('section-not-found', '/sections/nothing-is-here'),
  at('feed-not-found', '/feed.xml?sections=nothing-is-here'),
  at('page-number-wrong', '/sections/communities?page=two'),
  at('link-refused', '/unsubscribe/nonsense'),
  {
    name: 'form-from-elsewhere',
    open: async (page, { site }) => {
      await page.goto('about:blank');
      await page.setContent(`<form method="post" action="${site}/subscribe"><button>Send</button></form>`);
      await press(page, 'Send');
    },
  },
  {
    name: 'too-many',
    open: async (page, { site }) => {
      for (let each = 0; each < 6; each += 1) {
        await page.goto(`${site}/preferences`);
        await page.getByLabel('Email address').fill('impatient@example.org');
        await press(page, 'Send me a link');
      }
    },
  },
  { name: 'our-fault', open: (page, { broken }) => page.goto(broken) },
];
