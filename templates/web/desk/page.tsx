import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type NamedPerson, paths } from '../../../src/core/index.ts';
import { Button, ErrorSummary, NotificationBanner } from '../components/index.ts';
import type { AssetName, Site } from '../site.ts';

export type DeskLink = { href: string; text: string; current: boolean };

/** A field that must be answered again, and why. `field` is the id that the summary links to. */
export type DeskProblem = { field: string; message: string };

export type DeskPageProps = {
  site: Site;
  title: string;
  /** The navigation, as far as this person may go. */
  links: readonly DeskLink[];
  /** What is needed less often; two or more stand in a list that opens. */
  more?: readonly DeskLink[];
  /** Who is signed in. */
  person?: Pick<NamedPerson, 'name'>;
  problems?: readonly DeskProblem[];
  /** What has just been done. */
  done?: string | undefined;
  /** What this page’s own script does beyond its forms. */
  scripts?: readonly AssetName[];
  children?: Child;
};

/** The whole document around a page of the desk: its header says where one is and as whom; what is wrong, or was done, comes first. */
export function DeskPage({
  site,
  title,
  links,
  more = [],
  person,
  problems = [],
  done,
  scripts = [],
  children,
}: DeskPageProps) {
  const failed = problems.length > 0;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <title>{`${failed ? 'Error: ' : ''}${title} – ${site.name} desk`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <link rel="icon" href={site.asset('icon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={site.asset('site.css')} />
          <link rel="stylesheet" href={site.asset('desk.css')} />
          <script type="module" src={site.asset('forms.js')} />
          {more.length > 1 && <script type="module" src={site.asset('desk.js')} />}
          {scripts.map((name) => (
            <script type="module" src={site.asset(name)} />
          ))}
        </head>
        <body class="desk">
          <a href="#main" class="skip-link">
            Skip to the page’s content
          </a>
          <DeskHeader site={site} links={links} more={more} person={person} />
          <main id="main" tabindex={-1}>
            <div class="width body">
              {failed && (
                <ErrorSummary
                  title="There is a problem"
                  errorList={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
                />
              )}
              {done && <NotificationBanner type="success" title="Done" text={done} />}
              {children}
            </div>
          </main>
        </body>
      </html>
    </>
  );
}

function DeskHeader({
  site,
  links,
  more,
  person,
}: Pick<DeskPageProps, 'site' | 'links' | 'person'> & { more: readonly DeskLink[] }) {
  const isFew = more.length < 2;
  return (
    <header class="site-header desk-header">
      <div class="width site-header__row">
        <a class="site-header__name" href={site.at(paths.desk.home())}>
          {site.name} <span class="desk-header__desk">desk</span>
        </a>
        {links.length > 0 && (
          <nav aria-label="Desk">
            <ul class="site-nav">
              <Links links={isFew ? [...links, ...more] : links} />
              {!isFew && <More links={more} />}
            </ul>
          </nav>
        )}
        {person && (
          <form class="desk-header__person" method="post" action={site.at(paths.desk.signOut())}>
            <span>{person.name}</span>
            <Button classes="govuk-button--link">Sign out</Button>
          </form>
        )}
      </div>
    </header>
  );
}

const Links = ({ links }: { links: readonly DeskLink[] }) => (
  <>
    {links.map(({ href, text, current }) => (
      <li>
        <a href={href} aria-current={current ? 'page' : undefined}>
          {text}
        </a>
      </li>
    ))}
  </>
);

/** Opened by the browser itself, so that it needs no script; where one is in it, its name says so. */
function More({ links }: { links: readonly DeskLink[] }) {
  const here = links.find(({ current }) => current);
  return (
    <li>
      <details class="desk-more">
        <summary class={here && 'desk-more__here'}>{here ? `More: ${here.text}` : 'More'}</summary>
        <ul>
          <Links links={links} />
        </ul>
      </details>
    </li>
  );
}
