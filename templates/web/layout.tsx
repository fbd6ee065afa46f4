import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { paths } from '../../src/core/index.ts';
import { directionOfLanguage } from '../direction.ts';
import type { Site } from './site.ts';

export type FeedLink = { title: string; href: string; type: FeedMediaType };
export type FeedMediaType = 'application/rss+xml' | 'application/atom+xml' | 'application/feed+json';

export type PageProps = {
  site: Site;
  /** Without the bulletin's name; the page's own heading, or "Error: …" before it. */
  title: string;
  description?: string;
  /** Absolute address of the page, without what only narrows or highlights it. */
  canonical?: string;
  robots?: 'noindex';
  /** Feeds that hold this page's articles, for autodiscovery. */
  feeds?: FeedLink[];
  openGraph?: {
    type: 'website' | 'article';
    image?: { url: string; alt: string; width: number; height: number };
  };
  /** schema.org description. A data block: no script-src is needed for it (HTML §4.12.1). */
  jsonLd?: Record<string, unknown>;
  /** The page asks or answers somebody: it has the components of forms and lists, and not those of reading. */
  forms?: true;
  /** Which link of the navigation is the page that one is on. */
  at?: 'front' | 'editions' | 'search' | 'feeds' | 'subscribe';
  /** Stands above the page's column, from edge to edge. */
  nameplate?: Child;
  scripts?: ('sections.js' | 'story.js')[];
  children?: Child;
};

// `<` would end the data block at "</script>" or open a comment; JSON has another spelling for it.
const dataBlock = (value: unknown) => raw(JSON.stringify(value).replace(/</g, '\\u003c'));

function Head({ site, ...page }: PageProps) {
  const title = page.title === site.name ? site.name : `${page.title} – ${site.name}`;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {page.description && <meta name="description" content={page.description} />}
      {page.robots && <meta name="robots" content={page.robots} />}
      {page.canonical && <link rel="canonical" href={page.canonical} />}
      {page.canonical && site.elsewhere && (
        <>
          <link rel="alternate" hreflang={site.lang} href={page.canonical} />
          {site.elsewhere.map(({ lang, href }) => (
            <link rel="alternate" hreflang={lang} href={new URL(href, site.publicUrl).href} />
          ))}
        </>
      )}
      <link rel="icon" href={site.asset('icon.svg')} type="image/svg+xml" />
      <link rel="stylesheet" href={site.asset('site.css')} />
      <link rel="stylesheet" href={site.asset(page.forms ? 'work.css' : 'reading.css')} />
      {page.feeds?.map((feed) => (
        <link rel="alternate" type={feed.type} title={feed.title} href={feed.href} />
      ))}
      {page.openGraph && <OpenGraph site={site} {...page} />}
      {page.jsonLd && <script type="application/ld+json">{dataBlock(page.jsonLd)}</script>}
      {page.forms && <script type="module" src={site.asset('forms.js')} />}
      {page.scripts?.map((name) => (
        <script src={site.asset(name)} defer />
      ))}
    </head>
  );
}

function OpenGraph({ site, ...page }: PageProps) {
  const image = page.openGraph?.image;
  return (
    <>
      <meta property="og:type" content={page.openGraph?.type} />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:title" content={page.title} />
      {page.description && <meta property="og:description" content={page.description} />}
      {page.canonical && <meta property="og:url" content={page.canonical} />}
      {image && (
        <>
          <meta property="og:image" content={image.url} />
          <meta property="og:image:alt" content={image.alt} />
          <meta property="og:image:width" content={String(image.width)} />
          <meta property="og:image:height" content={String(image.height)} />
        </>
      )}
    </>
  );
}

const navigation = [
  { at: 'editions', path: paths.editions, key: 'site.editions' },
  { at: 'search', path: paths.search, key: 'site.search' },
  { at: 'feeds', path: paths.feeds, key: 'site.feeds' },
  { at: 'subscribe', path: paths.subscribe, key: 'site.subscribe' },
] as const;

function Header({ site, at }: Pick<PageProps, 'site' | 'at'>) {
  return (
    <header class="site-header">
      <div class="width site-header__row">
        {at !== 'front' && (
          <a class="site-header__name" href={site.at(paths.front())} lang={site.named}>
            {site.name}
          </a>
        )}
        <nav aria-label={site.locale.say('site.mainNavigation')}>
          <ul class="site-nav">
            {navigation.map((link) => (
              <li>
                <a href={site.at(link.path())} aria-current={link.at === at ? 'page' : undefined}>
                  {site.locale.say(link.key)}
                </a>
              </li>
            ))}
            {site.elsewhere?.map(({ lang, name, href }) => (
              <li>
                <a href={href} lang={lang} hreflang={lang}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

function Footer({ site }: Pick<PageProps, 'site'>) {
  return (
    <footer class="site-footer">
      <div class="width">
        <ul class="site-footer__links">
          <li>
            <a href={site.at(paths.accessibility())}>{site.locale.say('site.accessibility')}</a>
          </li>
          <li>
            <a href={site.at(paths.privacy())}>{site.locale.say('site.privacy')}</a>
          </li>
          <li>
            <a href={site.at(paths.feeds())}>{site.locale.say('site.feeds')}</a>
          </li>
          {site.contact && (
            <li>
              <a href={`mailto:${site.contact}`}>{site.locale.say('site.writeToEditors')}</a>
            </li>
          )}
        </ul>
      </div>
    </footer>
  );
}

/** Left to right needs no saying. */
const spokenIn = (lang: string) => ({ lang, ...(directionOfLanguage(lang) === 'rtl' && { dir: 'rtl' }) });

/** The whole document around a page's own content: one `main`, skip link, navigation, metadata. */
export function Page(props: PageProps) {
  const { site, at, nameplate, children } = props;
  return (
    <>
      {raw('<!doctype html>')}
      <html {...spokenIn(site.lang)}>
        <Head {...props} />
        <body>
          <a href="#main" class="skip-link">
            {site.locale.say('site.skip')}
          </a>
          <Header site={site} at={at} />
          <main id="main" tabindex={-1}>
            {nameplate}
            <div class="width body">{children}</div>
          </main>
          <Footer site={site} />
        </body>
      </html>
    </>
  );
}
