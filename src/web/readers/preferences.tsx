import { Hono, type MiddlewareHandler } from 'hono';
import { feedToken, identifyReader, readerLinks } from '../../../subscribers/index.ts';
import { InactivePage, PreferencesPage } from '../../../templates/web/readers/preferences.tsx';
import { paths, told } from '../../core/index.ts';
import type { Locale } from '../../words/index.ts';
import { choicesAmong, readerLanguage } from '../../words/written.ts';
import { leadTo } from '../canonical.ts';
import type { PreferenceEnv, ReaderPages } from './deps.ts';
import { formSize, privatePage } from './guards.ts';
import { heldDataRoutes } from './held-data.tsx';
import { dayInWords } from './pause.ts';
import { preferenceFormRoutes } from './preference-forms.tsx';
import { labelsOf, sectionOptions } from './sections.ts';

type SavedKey = `preferences.saved${'Sections' | 'About' | 'Format' | 'Language' | 'Pause' | 'Resume'}`;
const savedWords: Record<string, SavedKey> = {
  sections: 'preferences.savedSections',
  about: 'preferences.savedAbout',
  format: 'preferences.savedFormat',
  language: 'preferences.savedLanguage',
  pause: 'preferences.savedPause',
  resume: 'preferences.savedResume',
};

const savedIn = (what: string | undefined, { say }: Locale) => {
  const key = what !== undefined && Object.hasOwn(savedWords, what) ? savedWords[what] : undefined;
  return key && say(key);
};

const inactive = {
  unsubscribed: 'left',
  erased: 'left',
  pending: 'pending',
  suppressed: 'suppressed',
} as const;

/** Lets only readers through who hold a good link and get the bulletin; tells others why there is nothing to change. */
const activeOnly =
  (pages: ReaderPages): MiddlewareHandler<PreferenceEnv> =>
  async (c, next) => {
    const reader = await identifyReader(pages, 'preferences', c.req.param('token') ?? '');
    if (reader.state !== 'active') {
      return c.html(<InactivePage site={c.var.site} reason={inactive[reader.state]} />);
    }
    c.set('reader', reader);
    return next();
  };

/** `/preferences/<token>`: everything that a reader has chosen, with a page of its own to change each. */
export function preferenceRoutes(pages: ReaderPages): Hono<PreferenceEnv> {
  const options = sectionOptions(pages.archive);
  const { publicUrl } = pages.config;
  const links = readerLinks(pages.keys, '');
  const routes = new Hono<PreferenceEnv>();
  routes.use(`${paths.preferences.route}/*`, privatePage, formSize, activeOnly(pages));

  routes.get(paths.preferences.route, async (c) => {
    const { reader, site } = c.var;
    const { id, linkVersion, name, organisation, format, newEmail } = reader;
    return c.html(
      <PreferencesPage
        site={site}
        token={c.req.param('token')}
        reader={{
          email: reader.email ?? '',
          name,
          organisation,
          labels: labelsOf(reader.choice, await options(c.var.site)),
          format,
          ...(pages.config.languages.length > 1 && {
            spoken: {
              languages: choicesAmong(pages.config.languages),
              language: readerLanguage(reader.language, pages.config.languages),
            },
          }),
          pausedUntil: reader.pausedUntil && dayInWords(reader.pausedUntil, site.locale),
          newEmail,
        }}
        unsubscribe={site.at(links(id, linkVersion).unsubscribe)}
        feed={`${publicUrl}${paths.ownFeed({ token: feedToken(pages.keys, id, linkVersion) })}`}
        saved={savedIn(c.req.query('saved'), site.locale)}
      />,
    );
  });
  routes.route('/', preferenceFormRoutes(pages));
  routes.route('/', heldDataRoutes(pages));
  return routes;
}

/**
 * A reader's own feed: always the public feed of exactly the sections that they have now. A temporary redirect, which
 * feed readers follow anew each time (RFC 9110 §15.4.8).
 */
export function ownFeedRoutes(pages: ReaderPages): Hono {
  const routes = new Hono();
  routes.get(paths.ownFeed.route, privatePage, async (c) => {
    const { state, choice } = await identifyReader(pages, 'feed', c.req.param('token'));
    if (state !== 'active') {
      throw told('not-found', 'readerRefused.feedEnded');
    }
    const feed = paths.feed.xml({ sections: choice === 'all' ? undefined : choice });
    return leadTo(c, await pages.site(), { address: feed, status: 307 });
  });
  return routes;
}
