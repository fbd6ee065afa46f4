import type { Context, Hono } from 'hono';
import { AboutStoryPage } from '../../../templates/web/contributors/about.tsx';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import {
  beginStory,
  type Contribution,
  changeWriter,
  keepAnswers,
  openStory,
} from '../../contributors/index.ts';
import { mailboxKey, paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { limits } from '../limits/index.ts';
import { aboutProblems } from '../readers/about.ts';
import { type Form, readEmail, readForm } from '../readers/form.ts';
import { refuseTooMany } from '../readers/too-many.tsx';
import type { ContributorEnv, ContributorPages } from './deps.ts';
import { saveForLater } from './later.tsx';
import { copyDeadline, goOn, PAGES, tokenOf } from './walk.ts';

type Ctx = Context<ContributorEnv>;
type Typed = { organisation: string; name: string; email: string };

/** `/submit`: what it is, and who writes. The first answer makes a draft. */
export function aboutRoutes(routes: Hono<ContributorEnv>, pages: ContributorPages): void {
  routes.get(paths.submit.route, async (c) => show(pages, c, await draftOf(pages, c)));
  routes.post(paths.submit.route, async (c) => {
    const story = await draftOf(pages, c);
    const form = await readForm(c);
    const typed = {
      organisation: form.text('organisation'),
      name: form.text('name'),
      email: form.text('email'),
    };
    const { value: email, problem } = readEmail(form, c.var.site.locale);
    const problems = [...aboutProblems(typed, c.var.site.locale), ...(problem ? [problem] : [])];
    if (!email || problems.length > 0) return show(pages, c, story, { typed, problems });
    return story ? change(pages, c, story, { form, email }) : begin(pages, c, { form, email });
  });
}

const draftOf = async ({ db }: ContributorPages, c: Ctx): Promise<Contribution | undefined> => {
  const story = c.req.query('d') === undefined ? undefined : await openStory(db, tokenOf(c));
  return story?.article === null ? story : undefined;
};

async function show(
  pages: ContributorPages,
  c: Ctx,
  story: Contribution | undefined,
  sent?: { typed: Typed; problems: Problem[] },
) {
  const { site } = c.var;
  const typed = sent?.typed ?? {
    organisation: story?.fields.organisation ?? '',
    name: story?.name ?? '',
    email: story?.email ?? '',
  };
  return c.html(
    <AboutStoryPage
      site={site}
      fields={{ organisation: typed.organisation }}
      name={typed.name}
      email={typed.email}
      deadline={await copyDeadline(pages, site.locale)}
      begun={story !== undefined}
      problems={sent?.problems ?? []}
    />,
    sent ? 400 : 200,
  );
}

type Answer = { form: Form; email: Contribution['email'] };

async function begin(pages: ContributorPages, c: Ctx, { form, email }: Answer) {
  // What only programs fill in: they are led on, and nothing is kept.
  if (form.text('homepage') !== '') return leadTo(c, c.var.site, { address: paths.submit(), status: 303 });
  const refused = await refuseTooMany(c, { pages, site: c.var.site, network: limits.storyFromNetwork }, [
    { limit: limits.storyOfAddress, who: mailboxKey(email) },
  ]);
  if (refused) return refused;
  const fields = { organisation: form.text('organisation') };
  const token = await beginStory(pages, {
    ...{ email, fields },
    name: form.text('name'),
    language: c.var.site.speaks ?? null,
  });
  return leadTo(c, c.var.site, { address: PAGES.headline({ d: token }), status: 303 });
}

async function change(pages: ContributorPages, c: Ctx, story: Contribution, { form, email }: Answer) {
  await changeWriter(pages, story, {
    email,
    name: form.text('name'),
    language: c.var.site.speaks ?? null,
  });
  await keepAnswers(pages, story, { organisation: form.text('organisation') });
  if (form.text('do') === 'later') return saveForLater(pages, c, { ...story, email });
  return goOn(c, pages.db, story, tokenOf(c));
}
