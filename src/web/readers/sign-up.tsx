import { type Context, Hono } from 'hono';
import { currentWording, type How, subscribe, suggestAddress, wordings } from '../../../subscribers/index.ts';
import {
  AboutPage,
  CheckPage,
  EmailPage,
  SentPage,
  SubscribePage,
} from '../../../templates/web/readers/subscribe.tsx';
import { addressKey, type EmailAddress, type SectionSlug } from '../../core/index.ts';
import { limits } from '../limits/index.ts';
import { aboutProblems } from './about.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { readChoice, readEmail, readForm } from './form.ts';
import { formSize, ownForms, unstored } from './guards.ts';
import { type Answers, openAnswers, sealAnswers } from './sealed.ts';
import { labelsOf, sectionOptions } from './sections.ts';
import { refuseTooMany } from './too-many.tsx';

const how: How = { source: 'sign-up form', wording: currentWording.signUp };
type Complete = Answers & Required<Pick<Answers, 'sections' | 'email' | 'name' | 'organisation'>>;

/** The first page whose question is still open. */
function nextStep(given: Answers): string {
  if (given.sections === undefined) return '/subscribe';
  if (given.email === undefined) return '/subscribe/email';
  return given.name === undefined ? '/subscribe/about' : '/subscribe/check';
}

/** Sections, e-mail address, name, check, sent: each a page, each POST answered by a redirect to the next. */
export function signUpRoutes(pages: ReaderPages): Hono<ReaderEnv> {
  const { keys, clock } = pages;
  const options = sectionOptions(pages.archive);
  const answersOf = (c: Context<ReaderEnv>) => openAnswers(keys, c.req.query('a'), clock.now());
  const at = (step: string, given: Answers) => `${step}?a=${sealAnswers(keys, given, clock.now())}`;
  const goOn = (c: Context<ReaderEnv>, given: Answers) => c.redirect(at(nextStep(given), given), 303);
  /** Once everything is answered, "back" from a page that was opened by "change" is the check page. */
  const backTo = (step: string, given: Answers) =>
    at(nextStep(given) === '/subscribe/check' ? '/subscribe/check' : step, given);
  const complete = (given: Answers): Complete | undefined =>
    nextStep(given) === '/subscribe/check' ? (given as Complete) : undefined;

  const routes = new Hono<ReaderEnv>();
  routes.use('/subscribe/*', ownForms(pages.config.publicUrl), formSize);
  // The first page, not answered yet, is for everybody and for search engines.
  routes.use('/subscribe/*', (c, next) =>
    c.req.path === '/subscribe' && c.req.query('a') === undefined ? next() : unstored(c, next),
  );

  routes.get('/subscribe', async (c) => {
    const given = answersOf(c);
    const back = given.email === undefined ? undefined : backTo('/subscribe', given);
    return c.html(
      <SubscribePage
        site={c.var.site}
        sections={await options()}
        chosen={given.sections ?? []}
        back={back}
      />,
    );
  });
  routes.post('/subscribe', async (c) => {
    const given = answersOf(c);
    const sections = await options();
    const { value, problem } = readChoice(await readForm(c), sections);
    if (problem) {
      return c.html(
        <SubscribePage site={c.var.site} sections={sections} chosen={[]} problems={[problem]} />,
        400,
      );
    }
    return goOn(c, { ...given, sections: value === 'all' ? 'all' : [...value] });
  });

  routes.get('/subscribe/email', (c) => {
    const given = answersOf(c);
    if (given.sections === undefined) return goOn(c, given);
    return c.html(
      <EmailPage site={c.var.site} email={given.email ?? ''} back={backTo('/subscribe', given)} />,
    );
  });
  routes.post('/subscribe/email', async (c) => {
    const given = answersOf(c);
    const form = await readForm(c);
    const { value, problem } = readEmail(form);
    if (problem) {
      const back = backTo('/subscribe', given);
      return c.html(
        <EmailPage site={c.var.site} email={form.text('email')} problems={[problem]} back={back} />,
        400,
      );
    }
    return goOn(c, { ...given, email: value, ...(form.text('homepage') !== '' && { trapped: true }) });
  });

  routes.get('/subscribe/about', (c) => {
    const given = answersOf(c);
    if (given.email === undefined) return goOn(c, given);
    const { name = '', organisation = '' } = given;
    const back = backTo('/subscribe/email', given);
    return c.html(<AboutPage site={c.var.site} name={name} organisation={organisation} back={back} />);
  });
  routes.post('/subscribe/about', async (c) => {
    const given = answersOf(c);
    const form = await readForm(c);
    const about = { name: form.text('name'), organisation: form.text('organisation') };
    const problems = aboutProblems(about);
    if (problems.length > 0) {
      const back = backTo('/subscribe/email', given);
      return c.html(<AboutPage site={c.var.site} {...about} problems={problems} back={back} />, 400);
    }
    return goOn(c, { ...given, ...about });
  });

  routes.get('/subscribe/check', async (c) => {
    const given = complete(answersOf(c));
    if (!given) return goOn(c, answersOf(c));
    return c.html(
      <CheckPage
        site={c.var.site}
        labels={labelsOf(given.sections as SectionSlug[], await options())}
        email={given.email}
        name={given.name}
        organisation={given.organisation}
        suggestion={suggestAddress(given.email)}
        wording={wordings[currentWording.signUp]}
        back={at('/subscribe/about', given)}
        changes={{
          sections: at('/subscribe', given),
          email: at('/subscribe/email', given),
          about: at('/subscribe/about', given),
        }}
      />,
    );
  });
  routes.post('/subscribe/check', async (c) => {
    const given = complete(answersOf(c));
    if (!given) return goOn(c, answersOf(c));
    const email = given.email as EmailAddress;
    const refused = await refuseTooMany(c, { pages, site: c.var.site }, [
      { limit: limits.mailToAddress, who: addressKey(email) },
    ]);
    if (refused) return refused;
    if (!given.trapped) {
      const choice = given.sections as 'all' | SectionSlug[];
      await subscribe(pages, { email, name: given.name, organisation: given.organisation, choice }, how);
    }
    return c.redirect(at('/subscribe/sent', given), 303);
  });

  routes.get('/subscribe/sent', (c) => {
    const given = complete(answersOf(c));
    if (!given) return goOn(c, answersOf(c));
    return c.html(
      <SentPage site={c.var.site} email={given.email} changeEmail={at('/subscribe/email', given)} />,
    );
  });
  return routes;
}
