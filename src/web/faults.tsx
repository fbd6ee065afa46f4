import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ErrorPage } from '../../templates/web/error-page.tsx';
import type { Site } from '../../templates/web/site.ts';
import { type FaultCode, isFault, type Log, paths, sentenceOf } from '../core/index.ts';
import { UnknownSection } from '../publishing/index.ts';
import { type PlainKey, sentenceIn } from '../words/index.ts';
import type { WhyRefused } from './request-target.ts';

/** The only table of HTTP status codes: what each kind of refusal is on the web. */
const answers = {
  invalid: { status: 400, heading: 'refused.invalid' },
  'not-found': { status: 404, heading: 'refused.notFound' },
  gone: { status: 410, heading: 'refused.gone' },
  conflict: { status: 409, heading: 'refused.conflict' },
  forbidden: { status: 403, heading: 'refused.forbidden' },
  'too-many': { status: 429, heading: 'refused.tooMany' },
  unavailable: { status: 503, heading: 'refused.unavailable' },
} as const satisfies Record<FaultCode, { status: number; heading: PlainKey }>;

export const statusOf = (code: FaultCode) => answers[code].status;

const waysOn = ({ at, locale }: Site) => [
  { href: at(paths.editions()), text: locale.say('site.lookThrough') },
  { href: at(paths.search()), text: locale.say('site.searchArticle') },
  { href: at(paths.front()), text: locale.say('site.startAtFront') },
];

const waysOf = ({ at }: Site, { ways }: UnknownSection) =>
  ways.map(({ path, text }) => ({ href: at(path), text }));

/** A refusal as a page that says what to do; anything unforeseen is logged and said to be our fault. */
export function errorHandler(siteKnown: () => Site, log: Log): ErrorHandler {
  return (error, c) => {
    const site = siteKnown();
    const ways = waysOn(site);
    if (isFault(error)) {
      const { status, heading } = answers[error.code];
      if (error.code === 'too-many') c.header('Retry-After', '60');
      // It may be put back; RFC 9110 §15.5.11 lets caches keep a 410 for as long as they like.
      if (error.code === 'gone') c.header('Cache-Control', 'no-store');
      return c.html(
        <ErrorPage
          site={site}
          heading={site.locale.say(heading)}
          sentence={sentenceIn(error, site.locale)}
          details={error.details}
          choices={error instanceof UnknownSection ? waysOf(site, error) : []}
          ways={ways}
        />,
        status,
      );
    }
    if (error instanceof HTTPException) {
      return c.html(
        <ErrorPage
          site={site}
          heading={site.locale.say(answers.invalid.heading)}
          sentence={sentenceOf(error)}
          ways={ways}
        />,
        error.status,
      );
    }
    log.error({ path: c.req.routePath, error: error.stack }, 'a page failed');
    return c.html(
      <ErrorPage
        site={site}
        heading={site.locale.say('refused.ourFault')}
        sentence={site.locale.say('refused.tryAgain')}
        ways={ways.slice(-1)}
      />,
      500,
    );
  };
}

export function notFoundHandler(siteNow: () => Promise<Site>): NotFoundHandler {
  return async (c) => {
    const site = await siteNow();
    return c.html(
      <ErrorPage
        site={site}
        heading={site.locale.say(answers['not-found'].heading)}
        sentence={site.locale.say('refused.checkAddress')}
        ways={waysOn(site)}
      />,
      answers['not-found'].status,
    );
  };
}

/** A refusal before any route is looked for, where there is no context to answer through. */
export function refusal(
  siteKnown: () => Site,
  fields: Record<string, string>,
): (why: WhyRefused) => Response {
  const { status, heading } = answers.invalid;
  const headers = { ...fields, 'Content-Type': 'text/html; charset=UTF-8' };
  return (why) => {
    const site = siteKnown();
    return new Response(
      String(
        <ErrorPage
          site={site}
          heading={site.locale.say(heading)}
          sentence={site.locale.say(why)}
          ways={waysOn(site)}
        />,
      ),
      { status, headers },
    );
  };
}
