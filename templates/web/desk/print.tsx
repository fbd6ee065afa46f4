import { raw } from 'hono/html';
import { paths } from '../../../src/core/index.ts';
import { ArticleBody, type ArticleView } from '../article.tsx';
import { ColourBar } from '../components/index.ts';
import { Rendered } from '../parts.tsx';
import type { Site } from '../site.ts';
import { deskMoment } from './moments.ts';

type PrintedEdition = {
  number: number;
  title: string;
  cover: string;
  strapline: string;
  preheader: string;
  publisher: string;
  mailbox: string;
};
type PrintedSection = { label: string; colour?: string; articles: readonly ArticleView[] };

export type EditionPrintProps = {
  site: Site;
  edition: PrintedEdition;
  sheets: { welcome: string; sections: readonly PrintedSection[] };
  /** Hash of the content: what is signed is that and nothing else. */
  content: string;
  at: Date;
  /** What stands at the edge of each sheet. */
  stylesheet: string;
  /** It is approved; by whom, where somebody did it. */
  approved?: { by?: string; at?: Date };
};

const DRAFT = 'DRAFT, not approved';

/** A whole edition on paper: its cover with a box to sign, then everything in reading order. */
export function EditionPrint(props: EditionPrintProps) {
  const { site, edition, sheets, approved, stylesheet } = props;
  const title = `Edition ${edition.number}: ${edition.title}`;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={site.lang}>
        <head>
          <meta charset="utf-8" />
          <title>{`${approved ? '' : `${DRAFT}: `}${title}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light" />
          <meta name="robots" content="noindex" />
          <link rel="icon" href={site.asset('icon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={site.asset('site.css')} />
          <link rel="stylesheet" href={site.asset('reading.css')} />
          <link rel="stylesheet" href={site.asset('desk.css')} />
          <link rel="stylesheet" href={stylesheet} />
        </head>
        <body class="sheets">
          <header>
            <p class="sheets__back">
              <a href={site.at(paths.desk.edition({ number: edition.number }))}>Back to the edition</a>. To
              print it, or keep it as a PDF, use your browser’s Print.
            </p>
          </header>
          {!approved && (
            <p class="sheets__mark" aria-hidden="true">
              {DRAFT}
            </p>
          )}
          <main class="width">
            <Cover {...props} />
            {sheets.welcome !== '' && (
              <section class="article sheets__welcome" aria-label="Welcome">
                <Rendered html={sheets.welcome} />
              </section>
            )}
            {sheets.sections.map((section) => (
              <PrintedSection section={section} site={site} />
            ))}
          </main>
        </body>
      </html>
    </>
  );
}

function Cover({ site, edition, sheets, content, at, approved }: EditionPrintProps) {
  return (
    <section class="sheets__cover" aria-label="Cover">
      <p class="sheets__state">{approved ? 'As approved' : DRAFT}</p>
      <p>{`Edition ${edition.number}, ${edition.cover}`}</p>
      <h1>{edition.title}</h1>
      {edition.strapline !== '' && <p class="lead">{edition.strapline}</p>}
      <p>{`${edition.publisher}, ${edition.mailbox}`}</p>
      {edition.preheader !== '' && <p>{`Mailboxes show beside the subject: “${edition.preheader}”`}</p>}
      <h2>What it holds</h2>
      {sheets.sections.length === 0 && <p>No article yet.</p>}
      <ul class="sheets__contents">
        {sheets.sections.map(({ label, articles }) => (
          <li>
            {label}
            <ul>
              {articles.map(({ headline }) => (
                <li>{headline}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {approved?.by !== undefined && approved.at && (
        <p>{`Approved by ${approved.by} on ${deskMoment(approved.at, site)}.`}</p>
      )}
      <SignOff number={edition.number} />
      <p class="sheets__content">
        {`Printed on ${deskMoment(at, site)}. Content `}
        <code>{content}</code>
        {'. Whatever is changed afterwards gives another, and is not what was signed.'}
      </p>
    </section>
  );
}

const SignOff = ({ number }: { number: number }) => (
  <section class="sheets__sign" aria-labelledby="sign">
    <h2 id="sign">Sign-off</h2>
    <p>{`I have read edition ${number} as it is printed here.`}</p>
    <p>☐ Approved</p>
    <p>☐ Not approved; changes are marked on the sheets</p>
    <dl>
      {['Name', 'Role', 'Signature', 'Date'].map((label) => (
        <div>
          <dt>{label}</dt>
          <dd />
        </div>
      ))}
    </dl>
  </section>
);

const PrintedSection = ({ section, site }: { section: PrintedSection; site: Site }) => (
  <section class="section">
    <ColourBar colour={section.colour} />
    <h2>{section.label}</h2>
    {section.articles.map((article) => (
      <article class="article" {...article.own}>
        <h3 {...article.title}>{article.headline}</h3>
        <ArticleBody article={article} locale={site.locale} level={4} />
      </article>
    ))}
  </section>
);
