import { type Context, Hono } from 'hono';
import {
  currentWording,
  type How,
  subscribe,
  suggestAddress,
  wordingOf,
} from '../../../subscribers/index.ts';
import {
  AboutPage,
  CheckPage,
  EmailPage,
  SentPage,
  SubscribePage,
} from '../../../templates/web/readers/subscribe.tsx';
import { mailboxKey, paths } from '../../core/index.ts';
import { limits } from '../limits/index.ts';
import { aboutProblems } from './about.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { readEmail, readForm, readTickedChoice } from './form.ts';
import { formsElsewhere } from './form-elsewhere.tsx';
import { formSize, ownForms, unstored } from './guards.ts';
import { choiceNow, labelsOf, sectionOptions } from './sections.ts';
import { spokenIn } from './spoken.ts';
import { refuseTooMany } from './too-many.tsx';
import { hoursUntil } from './wait.ts';
import { signUpWalk, type Walk } from './walk.ts';

type Routes = Hono<ReaderEnv>;

const how = (c: Context<ReaderEnv>): How => ({
  source: 'sign-up form',
  wording: currentWording.signUp,
  language: c.var.site.speaks,
});

/** Sections, e-mail address, name, check, sent: each a page, each POST answered by a redirect to the next. */
export function signUpRoutes(pages: ReaderPages): Routes {
  const routes: Routes = new Hono();
  const walk = signUpWalk(pages);
  // Before the guard of our own forms, which it is not.
  routes.use(paths.subscribeForm.route, unstored, formSize);
  formsElsewhere(routes, pages, walk);
  routes.use(`${paths.subscribe.stem}/*`, ownForms(pages.config.publicUrl), formSize);
  // The first page, not answered yet, is for everybody and for search engines.
  routes.use(`${paths.subscribe.stem}/*`, (c, next) =>
    c.req.path === paths.subscribe() && c.req.query('a') === undefined ? next() : unstored(c, next),
  );
  sectionsStep(routes, pages, walk);
  emailStep(routes, walk);
  aboutStep(routes, pages, walk);
  checkStep(routes, pages, walk);
  return routes;
}

function sectionsStep(routes: Routes, pages: ReaderPages, walk: Walk) {
  const options = sectionOptions(pages.archive);
  routes.get(paths.subscribe.route, async (c) => {
    const given = walk.answersOf(c);
    const chosen = given.sections ?? (await choiceNow(pages.db, c.req.queries('sections') ?? []));
    const shown = { site: c.var.site, sections: await options(c.var.site), chosen };
    const back = given.email === undefined ? undefined : walk.backTo(c, 'sections', given);
    return c.html(<SubscribePage {...shown} back={back} />);
  });
  routes.post(paths.subscribe.route, async (c) => {
    const sections = await options(c.var.site);
    const { value, problem } = readTickedChoice(await readForm(c), sections, c.var.site.locale);
    if (problem) {
      const shown = { site: c.var.site, sections, problems: [problem] };
      return c.html(<SubscribePage {...shown} chosen={[]} />, 400);
    }
    return walk.goOn(c, { ...walk.answersOf(c), sections: value === 'all' ? value : [...value] });
  });
}

function emailStep(routes: Routes, walk: Walk) {
  routes.get(paths.subscribeEmail.route, (c) => {
    const given = walk.answersOf(c);
    if (given.sections === undefined) return walk.goOn(c, given);
    const back = walk.backTo(c, 'sections', given);
    return c.html(<EmailPage site={c.var.site} email={given.email ?? ''} back={back} />);
  });
  routes.post(paths.subscribeEmail.route, async (c) => {
    const given = walk.answersOf(c);
    const form = await readForm(c);
    const { value, problem } = readEmail(form, c.var.site.locale);
    if (problem) {
      const shown = { site: c.var.site, email: form.text('email'), back: walk.backTo(c, 'sections', given) };
      return c.html(<EmailPage {...shown} problems={[problem]} />, 400);
    }
    return walk.goOn(c, { ...given, email: value, ...(form.text('homepage') !== '' && { trapped: true }) });
  });
}

function aboutStep(routes: Routes, pages: ReaderPages, walk: Walk) {
  routes.get(paths.subscribeAbout.route, (c) => {
    const given = walk.answersOf(c);
    if (given.email === undefined) return walk.goOn(c, given);
    const { name = '', organisation = '' } = given;
    const back = walk.backTo(c, 'email', given);
    const shown = { site: c.var.site, name, organisation, back, ...spokenIn(pages, c, given.language) };
    return c.html(<AboutPage {...shown} />);
  });
  routes.post(paths.subscribeAbout.route, async (c) => {
    const given = walk.answersOf(c);
    const form = await readForm(c);
    const about = { name: form.text('name'), organisation: form.text('organisation') };
    const problems = aboutProblems(about, c.var.site.locale);
    const spoken = spokenIn(pages, c, form.text('language'));
    if (problems.length > 0) {
      const shown = { site: c.var.site, ...about, problems, back: walk.backTo(c, 'email', given), ...spoken };
      return c.html(<AboutPage {...shown} />, 400);
    }
    return walk.goOn(c, { ...given, ...about, ...(spoken && { language: spoken.language }) });
  });
}

function checkStep(routes: Routes, pages: ReaderPages, walk: Walk) {
  const options = sectionOptions(pages.archive);
  routes.get(paths.subscribeCheck.route, async (c) => {
    const given = walk.answersOf(c);
    const complete = walk.complete(given);
    if (!complete) return walk.goOn(c, given);
    const about = walk.at(c, 'about', given);
    const changes = {
      sections: walk.at(c, 'sections', given),
      email: walk.at(c, 'email', given),
      about,
    };
    return c.html(
      <CheckPage
        {...complete}
        site={c.var.site}
        labels={labelsOf(complete.sections, await options(c.var.site))}
        suggestion={suggestAddress(complete.email)}
        wording={wordingOf(currentWording.signUp, c.var.site.locale)}
        back={about}
        changes={changes}
        spoken={spokenIn(pages, c, complete.language)}
      />,
    );
  });
  routes.post(paths.subscribeCheck.route, async (c) => {
    const given = walk.answersOf(c);
    const complete = walk.complete(given);
    if (!complete) return walk.goOn(c, given);
    const { sections: choice, email, name, organisation, trapped } = complete;
    const mailbox = { limit: limits.mailToAddress, who: mailboxKey(email) };
    const refused = await refuseTooMany(c, { pages, site: c.var.site }, [mailbox]);
    if (refused) return refused;
    const { language } = spokenIn(pages, c, complete.language) ?? {};
    const asked = { email, name, organisation, choice, language };
    const due = trapped ? pages.clock.now() : await subscribe(pages, asked, how(c));
    return walk.leadOn(c, 'sent', { ...given, waitHours: hoursUntil(due, pages.clock.now()) });
  });
  routes.get(paths.subscribeSent.route, (c) => {
    const given = walk.answersOf(c);
    const complete = walk.complete(given);
    if (!complete) return walk.goOn(c, given);
    const changeEmail = walk.at(c, 'email', given);
    const { waitHours } = given;
    const shown = { site: c.var.site, email: complete.email, waitHours };
    return c.html(<SentPage {...shown} changeEmail={changeEmail} />);
  });
}
