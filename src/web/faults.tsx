import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ErrorPage } from '../../templates/web/error-page.tsx';
import type { Site } from '../../templates/web/site.ts';
import { type FaultCode, isFault, type Log, paths, sentenceOf } from '../core/index.ts';
import { UnknownSection } from '../publishing/index.ts';
import { sentenceIn } from '../words/index.ts';

/** The only table of HTTP status codes: what each kind of refusal is on the web. */
const answers = {
  invalid: { status: 400, heading: 'There is a problem with the address or the form' },
  'not-found': { status: 404, heading: 'Page not found' },
  gone: { status: 410, heading: 'This is no longer here' },
  conflict: { status: 409, heading: 'This has already changed' },
  forbidden: { status: 403, heading: 'You cannot open this page' },
  'too-many': { status: 429, heading: 'Too many tries' },
  unavailable: { status: 503, heading: 'Not available just now' },
} as const satisfies Record<FaultCode, { status: number; heading: string }>;

const waysOn = ({ at }: Site) => [
  { href: at(paths.editions()), text: 'look through all editions' },
  { href: at(paths.search()), text: 'search for an article' },
  { href: at(paths.front()), text: 'start at the front page' },
];

const waysOf = ({ at }: Site, { ways }: UnknownSection) =>
  ways.map(({ path, text }) => ({ href: at(path), text }));

/** A refusal as a page that says what to do; anything unforeseen is logged and said to be our fault. */
export function errorHandler(site: Site, log: Log): ErrorHandler {
  const ways = waysOn(site);
  return (error, c) => {
    if (isFault(error)) {
      const { status, heading } = answers[error.code];
      if (error.code === 'too-many') c.header('Retry-After', '60');
      // It may be put back; RFC 9110 §15.5.11 lets caches keep a 410 for as long as they like.
      if (error.code === 'gone') c.header('Cache-Control', 'no-store');
      return c.html(
        <ErrorPage
          site={site}
          heading={heading}
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
        <ErrorPage site={site} heading={answers.invalid.heading} sentence={sentenceOf(error)} ways={ways} />,
        error.status,
      );
    }
    log.error({ path: c.req.routePath, error: error.stack }, 'a page failed');
    return c.html(
      <ErrorPage
        site={site}
        heading="Sorry, there is a problem with the service"
        sentence="This is our fault, not yours. Try again in a few minutes."
        ways={ways.slice(-1)}
      />,
      500,
    );
  };
}

export function notFoundHandler(site: Site): NotFoundHandler {
  const ways = waysOn(site);
  return (c) =>
    c.html(
      <ErrorPage
        site={site}
        heading={answers['not-found'].heading}
        sentence="If you typed the address, check that it is right. If you pasted it, check that you copied all of it."
        ways={ways}
      />,
      answers['not-found'].status,
    );
}

/** A refusal before any route is looked for, where there is no context to answer through. */
export function refusal(site: Site, fields: Record<string, string>): (sentence: string) => Response {
  const ways = waysOn(site);
  const { status, heading } = answers.invalid;
  const headers = { ...fields, 'Content-Type': 'text/html; charset=UTF-8' };
  return (sentence) =>
    new Response(String(<ErrorPage site={site} heading={heading} sentence={sentence} ways={ways} />), {
      status,
      headers,
    });
}
