import { type Context, Hono } from 'hono';
import { MyStoryPage, ReplaceTextPage, WithdrawPage } from '../../../templates/web/contributors/my-story.tsx';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import { withdrawArticle } from '../../articles/index.ts';
import {
  type Contribution,
  openStory,
  replaceText,
  type StoryStanding,
  type StoryText,
  storyReference,
  storyStanding,
  wordsBorne,
  wordsIn,
} from '../../contributors/index.ts';
import { type ArticleId, isFault, paths, told } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { readForm } from '../readers/form.ts';
import type { ContributorEnv, ContributorPages } from './deps.ts';
import { goOn, problemIn } from './walk.ts';

type Ctx = Context<ContributorEnv, string>;
type Sent = Contribution & { article: ArticleId };

/** `/my-story/TOKEN`: what became of a story, for who sent it. GET looks; a draft goes on where it was left. */
export function myStoryRoutes(pages: ContributorPages): Hono<ContributorEnv> {
  const { db } = pages;
  const routes = new Hono<ContributorEnv>();
  const tokenIn = (c: Ctx) => c.req.param('token') ?? '';
  const away = (c: Ctx, done?: string) =>
    leadTo(c, c.var.site, { address: paths.myStory({ token: tokenIn(c) }, { done }), status: 303 });
  routes.get(paths.myStory.route, async (c) => {
    const story = await openStory(db, tokenIn(c));
    if (!isSent(story)) return goOn(c, db, story, tokenIn(c));
    return status(pages, c, story, await storyStanding(db, story.article));
  });
  routes.get(paths.myStoryText.route, async (c) => {
    const story = await openStory(db, tokenIn(c));
    if (!isSent(story)) return away(c);
    const { content, proposed, may } = await storyStanding(db, story.article);
    return may.replace ? text(pages, c, proposed ?? content) : away(c);
  });
  routes.post(paths.myStoryText.route, async (c) => {
    const story = await openStory(db, tokenIn(c));
    if (!isSent(story)) return away(c);
    const form = await readForm(c);
    const typed = { headline: form.text('headline'), summary: form.text('summary'), body: form.text('body') };
    const wrong = await replaceText(pages, story.article, typed);
    if (wrong.length === 0) return away(c, 'replaced');
    const { locale } = c.var.site;
    return text(
      pages,
      c,
      typed,
      wrong.map((one) => problemIn(locale, one)),
    );
  });
  routes.get(paths.myStoryWithdraw.route, async (c) => {
    const story = await openStory(db, tokenIn(c));
    const may = isSent(story) && (await storyStanding(db, story.article)).may.withdraw;
    const back = c.var.site.at(paths.myStory({ token: tokenIn(c) }));
    return may ? c.html(<WithdrawPage site={c.var.site} back={back} />) : away(c);
  });
  routes.post(paths.myStoryWithdraw.route, async (c) => {
    const story = await openStory(db, tokenIn(c));
    if (isSent(story)) await withdraw(pages, story.article);
    return away(c);
  });
  return routes;
}

const isSent = (story: Contribution): story is Sent => story.article !== null;

async function withdraw(pages: ContributorPages, article: ArticleId): Promise<void> {
  await withdrawArticle(pages, article, { kind: 'contributor', article }).catch((error: unknown) => {
    // The desk's sentence names commands.
    if (isFault(error) && error.code === 'conflict') throw told('conflict', 'storyRefused.tooLateToWithdraw');
    throw error;
  });
}

function status(pages: ContributorPages, c: Ctx, story: Sent, standing: StoryStanding) {
  const { site } = c.var;
  const token = c.req.param('token') ?? '';
  const { may, edition, page, content } = standing;
  return c.html(
    <MyStoryPage
      site={site}
      state={standing.state}
      headline={content.headline}
      body={content.body}
      reference={storyReference(story.article)}
      sentOn={site.locale.day(story.sentAt ?? pages.clock.now(), pages.config.timeZone)}
      words={standing.words}
      article={page && site.at(page)}
      edition={edition && site.at(paths.edition({ number: edition }))}
      replace={may.replace ? site.at(paths.myStoryText({ token })) : undefined}
      withdraw={may.withdraw ? site.at(paths.myStoryWithdraw({ token })) : undefined}
      proposed={standing.proposed !== undefined}
      replaced={c.req.query('done') === 'replaced'}
    />,
  );
}

async function text({ archive }: ContributorPages, c: Ctx, fields: StoryText, problems: Problem[] = []) {
  const { site } = c.var;
  return c.html(
    <ReplaceTextPage
      site={site}
      fields={fields}
      problems={problems}
      back={site.at(paths.myStory({ token: c.req.param('token') ?? '' }))}
      paste={site.at(paths.submitPaste())}
      words={wordsIn(fields.body)}
      borne={wordsBorne((await archive.catalogue()).editions[0]?.articles)}
    />,
    problems.length > 0 ? 400 : 200,
  );
}
