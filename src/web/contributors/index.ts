import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { feedReader, IMAGE_MAX_OCTETS } from '../../articles/index.ts';
import { openStory } from '../../contributors/index.ts';
import { paths, told } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { pastedAnswer } from '../pasted.ts';
import { ownForms, privatePage, unstored } from '../readers/guards.ts';
import { framingPolicy } from '../security.ts';
import { siteFor } from '../speaking.ts';
import { aboutRoutes } from './about.tsx';
import { checkStoryRoutes, sentRoute } from './check.tsx';
import type { ContributorEnv, ContributorPages, StoryEnv } from './deps.ts';
import { myStoryRoutes } from './my-story.tsx';
import { questionRoutes } from './questions.tsx';
import { storyRefusals } from './refusals.ts';
import { liveSections, tokenOf } from './walk.ts';

/** A picture and the longest story. */
const storySize = bodyLimit({
  maxSize: IMAGE_MAX_OCTETS + 2 * 1_024 * 1_024,
  onError: () => {
    throw told('invalid', 'storyRefused.tooLarge');
  },
});

/** Everything that people without an account do to submit a story. Not there while no section takes one. */
export function contributorRoutes(pages: ContributorPages): Hono<ContributorEnv> {
  const { db, config } = pages;
  const routes = new Hono<ContributorEnv>();
  for (const { stem } of [paths.submit, paths.myStory]) {
    routes.use(`${stem}/*`, storySize, async (c, next) => {
      c.set('site', await siteFor(pages, c));
      await next();
      if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', framingPolicy);
    });
  }
  routes.use(`${paths.submit.stem}/*`, ownForms(config.publicUrl), async (_, next) => {
    if ((await liveSections(db)).length === 0) throw told('not-found', 'refused.noAddress');
    await next();
  });
  // The first page, not answered yet, is for everybody and for search engines.
  routes.use(`${paths.submit.stem}/*`, (c, next) =>
    c.req.path === paths.submit() && c.req.query('d') === undefined ? next() : unstored(c, next),
  );
  routes.use(`${paths.myStory.stem}/*`, privatePage);
  const readFeed = feedReader({ atOnce: 2 });
  routes.post(paths.submitPaste.route, (c) => pastedAnswer(c, readFeed));
  aboutRoutes(routes, pages);
  routes.route('/', linkedRoutes(pages));
  routes.route('/', myStoryRoutes(pages));
  routes.onError(storyRefusals(pages));
  return routes;
}

/** The pages of a draft, which its link names; of a story that is sent, they lead to what became of it. */
function linkedRoutes(pages: ContributorPages): Hono<StoryEnv> {
  const routes = new Hono<StoryEnv>();
  routes.use(`${paths.submit.stem}/*`, async (c, next) => {
    // Others begin with the same word.
    if (c.req.path === paths.submit() || c.req.path === paths.submitPaste()) return next();
    const story = await openStory(pages.db, tokenOf(c));
    if (story.article !== null && c.req.path !== paths.submitSent()) {
      const address = paths.myStory({ token: tokenOf(c) });
      return leadTo(c, c.get('site'), { address, status: 303 });
    }
    c.set('story', story);
    await next();
  });
  sentRoute(routes);
  questionRoutes(routes, pages);
  checkStoryRoutes(routes, pages);
  return routes;
}
