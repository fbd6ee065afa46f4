import type { Context, Hono } from 'hono';
import { PicturePage } from '../../../templates/web/contributors/picture.tsx';
import type { QuestionProps } from '../../../templates/web/contributors/question-parts.tsx';
import {
  ContactPage,
  HeadlinePage,
  LinksPage,
  StorySectionPage,
} from '../../../templates/web/contributors/questions.tsx';
import { StoryTextPage } from '../../../templates/web/contributors/story-text.tsx';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import {
  type Contribution,
  keepAnswers,
  STEPS,
  type StoryStep,
  storyProblems,
  wordsBorne,
  wordsIn,
} from '../../contributors/index.ts';
import { paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { storedPictureAddresses } from '../pictures.ts';
import { type AnswersSent, readAnswers } from './answers.ts';
import type { ContributorPages, StoryEnv } from './deps.ts';
import { saveForLater } from './later.tsx';
import { backFrom, copyDeadline, goOn, liveSections, PAGES, problemIn, tokenOf } from './walk.ts';
import { readKeptWord } from './word.ts';

type Ctx = Context<StoryEnv>;
type Sent = { problems: Problem[] };

/** The pages between who writes and the check: each answer is kept as it comes, right or not. */
export function questionRoutes(routes: Hono<StoryEnv>, pages: ContributorPages): void {
  for (const step of Object.keys(STEPS) as StoryStep[]) {
    routes.get(PAGES[step].route, (c) => show(pages, c, step));
    routes.post(PAGES[step].route, async (c) => {
      const sent = await readAnswers(pages, c, step);
      return 'refused' in sent ? sent.refused : keep(pages, c, step, sent);
    });
  }
}

async function keep(pages: ContributorPages, c: Ctx, step: StoryStep, sent: AnswersSent): Promise<Response> {
  const { db } = pages;
  const story = c.get('story');
  await keepAnswers(pages, story, sent.fields);
  const now: Contribution = { ...story, fields: { ...story.fields, ...sent.fields } };
  c.set('story', now);
  if (sent.do === 'later') return saveForLater(pages, c, now);
  const { locale } = c.get('site');
  const wrong = storyProblems(now.fields, await liveSections(db), step).map((one) => problemIn(locale, one));
  const problems = [...sent.problems, ...wrong];
  if (problems.length > 0) return show(pages, c, step, { problems });
  if (sent.do === 'preview')
    return leadTo(c, c.get('site'), { address: PAGES[step]({ d: tokenOf(c) }), status: 303 });
  return goOn(c, db, now, tokenOf(c));
}

async function show(pages: ContributorPages, c: Ctx, step: StoryStep, sent?: Sent): Promise<Response> {
  const { fields } = c.get('story');
  const props: QuestionProps = {
    site: c.get('site'),
    fields,
    problems: sent?.problems ?? [],
    back: await backFrom(pages.db, c, step),
  };
  return c.html(await SHOWN[step](props, pages, c), sent ? 400 : 200);
}

type Shown = (props: QuestionProps, pages: ContributorPages, c: Ctx) => Promise<ReturnType<typeof LinksPage>>;

const SHOWN: Record<StoryStep, Shown> = {
  headline: async (props) => <HeadlinePage {...props} />,
  story: async (props, { archive }, c) => (
    <StoryTextPage
      {...props}
      words={wordsIn(props.fields.body ?? '')}
      borne={wordsBorne((await archive.catalogue()).editions[0]?.articles)}
      preview={props.fields.body ? props.site.at(paths.submitPreview({ d: tokenOf(c) })) : undefined}
      word={readKeptWord(props.fields.word)}
    />
  ),
  section: async (props, pages) => (
    <StorySectionPage
      {...props}
      sections={await liveSections(pages.db)}
      deadline={await copyDeadline(pages, props.site.locale)}
    />
  ),
  picture: async (props, { db }) => (
    <PicturePage {...props} pictures={await storedPictureAddresses(db, props.site, props.fields)} />
  ),
  contact: async (props, _, c) => {
    const { name, email } = c.get('story');
    return <ContactPage {...props} name={name} email={email} />;
  },
  links: async (props) => <LinksPage {...props} />,
};
