import type { Context, Hono } from 'hono';
import { CheckStoryPage, StorySavedPage, StorySentPage } from '../../../templates/web/contributors/check.tsx';
import { previewContent } from '../../articles/index.ts';
import { nextStoryStep, sendStory, storyReference, storyTyped } from '../../contributors/index.ts';
import { paths } from '../../core/index.ts';
import { deliverConsequencesJob } from '../../jobs/index.ts';
import { articleFrame } from '../article-frame.tsx';
import { leadTo } from '../canonical.ts';
import { storedPictureAddresses } from '../pictures.ts';
import { readForm } from '../readers/form.ts';
import type { ContributorPages, StoryEnv } from './deps.ts';
import { saveForLater } from './later.tsx';
import { backFrom, goOn, liveSections, pageAt, tokenOf } from './walk.ts';

type Ctx = Context<StoryEnv>;

/** All answers, the preview, and what follows when they are sent or saved. */
export function checkStoryRoutes(routes: Hono<StoryEnv>, pages: ContributorPages): void {
  const { db } = pages;
  routes.get(paths.submitCheck.route, (c) => check(pages, c));
  routes.post(paths.submitCheck.route, async (c) => {
    const story = c.get('story');
    if ((await readForm(c)).text('do') === 'later') return saveForLater(pages, c, story);
    if (nextStoryStep(story.fields, await liveSections(db)) !== 'check')
      return goOn(c, db, story, tokenOf(c));
    await sendStory(pages, story);
    await pages.queue.enqueue(deliverConsequencesJob, {}, { key: 'deliver-consequences' });
    return leadTo(c, c.get('site'), { address: paths.submitSent({ d: tokenOf(c) }), status: 303 });
  });
  routes.get(paths.submitPreview.route, async (c) => {
    const site = c.get('site');
    const { say } = site.locale;
    const { fields } = c.get('story');
    return articleFrame(pages, c, {
      content: fields.body ? previewContent(storyTyped(fields), await liveSections(db)) : undefined,
      place: { edition: null, slug: 'article' },
      words: {
        language: site.lang,
        title: say('story.preview'),
        empty: say('story.previewEmpty'),
        waits: say('story.previewWaits'),
      },
    });
  });
  routes.get(paths.submitSaved.route, (c) =>
    c.html(<StorySavedPage site={c.get('site')} email={c.get('story').email} goOn={myStory(c)} />),
  );
}

const myStory = (c: Ctx) => c.get('site').at(paths.myStory({ token: tokenOf(c) }));

/** The reference: of a story that is sent already. */
export function sentRoute(routes: Hono<StoryEnv>): void {
  routes.get(paths.submitSent.route, (c) => {
    const { article, email } = c.get('story');
    const site = c.get('site');
    if (article === null)
      return leadTo(c, site, { address: paths.submitCheck({ d: tokenOf(c) }), status: 303 });
    const shown = { site, reference: storyReference(article), email, myStory: myStory(c) };
    return c.html(<StorySentPage {...shown} />);
  });
}

async function check(pages: ContributorPages, c: Ctx) {
  const { db } = pages;
  const { fields, name, email } = c.get('story');
  const site = c.get('site');
  const sections = await liveSections(db);
  if (nextStoryStep(fields, sections) !== 'check') return goOn(c, db, { fields }, tokenOf(c));
  const at = (page: Parameters<typeof pageAt>[1]) => pageAt(c, page);
  return c.html(
    <CheckStoryPage
      site={site}
      fields={fields}
      name={name}
      email={email}
      section={sections.find(({ slug }) => slug === fields.section)?.label ?? ''}
      pictures={await storedPictureAddresses(db, site, fields)}
      preview={site.at(paths.submitPreview({ d: tokenOf(c) }))}
      back={await backFrom(db, c, 'check')}
      changes={{
        about: at('about'),
        headline: at('headline'),
        story: at('story'),
        section: at('section'),
        picture: at('picture'),
        contact: at('contact'),
        links: at('links'),
      }}
    />,
  );
}
