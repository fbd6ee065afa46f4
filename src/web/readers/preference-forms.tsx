import { type Context, Hono } from 'hono';
import {
  askAddressChange,
  changePreferences,
  currentWording,
  type How,
  type PreferenceChange,
  readerLinks,
} from '../../../subscribers/index.ts';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import {
  AboutForm,
  AddressForm,
  FormatForm,
  LanguageForm,
  PauseForm,
  type PauseValues,
  SectionsForm,
} from '../../../templates/web/readers/preference-forms.tsx';
import { mailboxKey, paths, told } from '../../core/index.ts';
import { choicesAmong, readerLanguage } from '../../words/written.ts';
import { leadTo } from '../canonical.ts';
import { limits } from '../limits/index.ts';
import { aboutProblems } from './about.ts';
import type { PreferenceEnv, ReaderPages } from './deps.ts';
import { problemFrom, readEmail, readForm, readTickedChoice } from './form.ts';
import { dayInWords, exampleDay, partsOf, pauseValues, readPause } from './pause.ts';
import { sectionOptions } from './sections.ts';
import { refuseTooMany } from './too-many.tsx';

type Ctx = Context<PreferenceEnv>;

const how = (c: Ctx): How => ({
  source: 'preferences page',
  wording: currentWording.preferences,
  language: c.var.site.speaks,
});

const tokenOf = (c: Ctx) => c.req.param('token') ?? '';

/** What every form's page is given. */
const frame = (c: Ctx, ...problems: (Problem | undefined)[]) => ({
  site: c.var.site,
  back: c.var.site.at(paths.preferences({ token: tokenOf(c) })),
  problems: problems.filter((problem) => problem !== undefined),
});

const done = (c: Ctx, saved: string) =>
  leadTo(c, c.var.site, { address: paths.preferences({ token: tokenOf(c) }, { saved }), status: 303 });

/** One page for each thing that can be changed. */
export function preferenceFormRoutes(pages: ReaderPages): Hono<PreferenceEnv> {
  const routes = new Hono<PreferenceEnv>();
  sectionsForm(routes, pages);
  aboutForm(routes, pages);
  formatForm(routes, pages);
  languageForm(routes, pages);
  pauseForm(routes, pages);
  addressForm(routes, pages);
  return routes;
}

const save = (pages: ReaderPages, c: Ctx, change: PreferenceChange) =>
  changePreferences(pages, c.var.reader.id, { ...change, how: how(c) });

function sectionsForm(routes: Hono<PreferenceEnv>, pages: ReaderPages) {
  const options = sectionOptions(pages.archive);
  const links = readerLinks(pages.keys, '');
  const page = async (c: Ctx, problem?: Problem) => {
    const { id, choice } = c.var.reader;
    const form = (
      <SectionsForm
        {...frame(c, problem)}
        sections={await options(c.var.site)}
        chosen={problem ? [] : choice}
        leave={c.var.site.at(links(id).unsubscribe)}
      />
    );
    return c.html(form, problem ? 400 : 200);
  };
  routes.get(paths.preference.sections.route, (c) => page(c));
  routes.post(paths.preference.sections.route, async (c) => {
    const { value, problem } = readTickedChoice(
      await readForm(c),
      await options(c.var.site),
      c.var.site.locale,
    );
    if (problem) return page(c, problem);
    await save(pages, c, { choice: value });
    return done(c, 'sections');
  });
}

function aboutForm(routes: Hono<PreferenceEnv>, pages: ReaderPages) {
  routes.get(paths.preference.about.route, (c) => {
    const { name, organisation } = c.var.reader;
    return c.html(<AboutForm {...frame(c)} name={name ?? ''} organisation={organisation ?? ''} />);
  });
  routes.post(paths.preference.about.route, async (c) => {
    const form = await readForm(c);
    const about = { name: form.text('name'), organisation: form.text('organisation') };
    const problems = aboutProblems(about, c.var.site.locale);
    if (problems.length > 0) return c.html(<AboutForm {...frame(c, ...problems)} {...about} />, 400);
    await save(pages, c, about);
    return done(c, 'about');
  });
}

function formatForm(routes: Hono<PreferenceEnv>, pages: ReaderPages) {
  routes.get(paths.preference.format.route, (c) =>
    c.html(<FormatForm {...frame(c)} format={c.var.reader.format} />),
  );
  routes.post(paths.preference.format.route, async (c) => {
    const format = (await readForm(c)).text('format');
    if (format !== 'html' && format !== 'text') {
      const problem = { field: 'format', message: c.var.site.locale.say('wrong.format') };
      return c.html(<FormatForm {...frame(c, problem)} format={c.var.reader.format} />, 400);
    }
    await save(pages, c, { format });
    return done(c, 'format');
  });
}

function languageForm(routes: Hono<PreferenceEnv>, pages: ReaderPages) {
  const spokenNow = (c: Ctx) => ({
    languages: choicesAmong(pages.config.languages),
    language: readerLanguage(c.var.reader.language, pages.config.languages),
  });
  routes.use(paths.preference.language.route, async (_, next) => {
    if (pages.config.languages.length === 1) throw told('not-found', 'refused.noAddress');
    await next();
  });
  routes.get(paths.preference.language.route, (c) =>
    c.html(<LanguageForm {...frame(c)} {...spokenNow(c)} />),
  );
  routes.post(paths.preference.language.route, async (c) => {
    const asked = (await readForm(c)).text('language');
    const language = pages.config.languages.find((name) => name === asked);
    if (language === undefined) {
      const problem = { field: 'language', message: c.var.site.locale.say('wrong.language') };
      return c.html(<LanguageForm {...frame(c, problem)} {...spokenNow(c)} />, 400);
    }
    await save(pages, c, { language });
    // The page that says so speaks it.
    c.set('site', await pages.site(language));
    return done(c, 'language');
  });
}

function pauseForm(routes: Hono<PreferenceEnv>, pages: ReaderPages) {
  const page = (c: Ctx, values?: PauseValues, problem?: Problem) => {
    const now = pages.clock.now();
    const { pausedUntil: until } = c.var.reader;
    const pausedUntil = until && until > now ? until : null;
    const shown = {
      pausedUntil: pausedUntil && dayInWords(pausedUntil, c.var.site.locale),
      example: exampleDay(now),
    };
    return c.html(
      <PauseForm {...frame(c, problem)} {...shown} values={values ?? partsOf(pausedUntil)} />,
      problem ? 400 : 200,
    );
  };
  routes.get(paths.preference.pause.route, (c) => page(c));
  routes.post(paths.preference.pause.route, async (c) => {
    const form = await readForm(c);
    const { value, problem } = readPause(form, pages.clock.now(), c.var.site.locale);
    if (problem) return page(c, pauseValues(form), problem);
    await save(pages, c, { pausedUntil: value });
    return done(c, value ? 'pause' : 'resume');
  });
}

function addressForm(routes: Hono<PreferenceEnv>, pages: ReaderPages) {
  const page = (c: Ctx, email: string, problem?: Problem) => {
    const current = c.var.reader.email ?? '';
    return c.html(
      <AddressForm {...frame(c, problem)} email={email} current={current} />,
      problem ? 400 : 200,
    );
  };
  routes.get(paths.preference.address.route, (c) => page(c, ''));
  routes.post(paths.preference.address.route, async (c) => {
    const form = await readForm(c);
    const { value: email, problem } = readEmail(form, c.var.site.locale);
    if (problem) return page(c, form.text('email'), problem);
    const { id } = c.var.reader;
    const refused = await refuseTooMany(c, { pages, site: c.var.site }, [
      { limit: limits.mailFromReader, who: String(id) },
      { limit: limits.mailToAddress, who: mailboxKey(email) },
    ]);
    if (refused) return refused;
    try {
      await askAddressChange(pages, id, { email, how: how(c) });
    } catch (error) {
      return page(c, form.text('email'), problemFrom(error, 'email', c.var.site.locale));
    }
    return done(c, 'address');
  });
}
