import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { SearchForm } from '../../../templates/web/components/index.ts';

const count = (kept: number) => (kept === 1 ? '1 mail' : `${kept.toLocaleString('en-GB')} mails`);

type LayoutProps = { title: string; words?: string; kept: number; children: Child };

const Layout = ({ title, words = '', kept, children }: LayoutProps) => (
  <html lang="en-GB">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <link rel="stylesheet" href="/outbox.css" />
      <link rel="icon" href="data:," />
    </head>
    <body>
      <a class="skip-link" href="#main">
        Skip to main content
      </a>
      <header class="site-header">
        <div class="width site-header__row">
          <a class="site-header__name" href="/">
            Outbox
          </a>
          <span>{kept === 0 ? 'No mail leaves this machine' : `${count(kept)}; none left this machine`}</span>
        </div>
      </header>
      <main id="main" tabindex={-1}>
        <div class="width body">
          <SearchForm action="/" label="Search by address, subject or text" button="Search" value={words} />
          {children}
        </div>
      </main>
    </body>
  </html>
);

/** A whole document, with its doctype. */
export const page = (props: LayoutProps) => html`<!doctype html>${<Layout {...props} />}`;

/** An instant for people, to the second, in UTC. */
export const Instant = ({ at }: { at: number }) => {
  const iso = new Date(at).toISOString();
  const day = new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return <time datetime={iso}>{`${day}, ${iso.slice(11, 19)}`}</time>;
};
