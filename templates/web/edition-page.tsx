import { tongue } from '../direction.ts';
import { ArticleBody, type ArticleView } from './article.tsx';
import { Page, type PageProps } from './layout.tsx';
import { LabelledPanel, type Moment, Pager, type PagerLink, Rendered, Said, Swatch, Time } from './parts.tsx';

/** An article in its section: `html` is its `EditionArticle`. */
type PlacedArticle = Pick<ArticleView, 'href' | 'headline' | 'language'> & { html: string };
export type SectionView = {
  slug: string;
  label: string;
  colour?: string;
  language?: string;
  articles: PlacedArticle[];
};

export type EditionPageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  edition: {
    number: number;
    title: string;
    cover: string;
    strapline: string;
    publisher: string;
    mailbox: string;
    published: Moment;
    /** Its `Welcome`. */
    welcome: string;
    /** BCP 47, where somebody has said it. */
    language?: string;
    path: string;
  };
  /** Those that are shown. */
  sections: SectionView[];
  /** All of this edition, and whether each was chosen; `chosen` is true for all when nothing was chosen. */
  choice: { slug: string; label: string; language?: string | undefined; chosen: boolean }[];
  narrowed: boolean;
  /** False while its mails are still going out. */
  listed: boolean;
  /** Not approved, or printed for those who look it over: says so on every sheet. */
  draft: boolean;
  corrected?: Moment;
  /** Articles that readers may no longer see, with what the editors want said. */
  takenDown: { at: Moment; notice?: string }[];
  previous?: PagerLink;
  next?: PagerLink;
};

export const editionTitle = ({ title, number, cover }: { title: string; number: number; cover: string }) =>
  `${title}, issue ${number}, ${cover}`;

/** One edition, whole or only some sections of it: what the mail's "view in browser" opens. */
export function EditionPage(props: EditionPageProps) {
  const { page, edition, sections, previous, next } = props;
  const { lang } = page.site;
  const spoken = (text: string) => ({ text, language: edition.language });
  return (
    <Page
      {...page}
      title={`${props.draft ? 'Draft: ' : ''}${editionTitle(edition)}`}
      at="editions"
      scripts={['sections.js']}
    >
      {props.draft && <p class="draft">DRAFT</p>}
      <header class="masthead">
        <p class="masthead__line">
          Issue {edition.number} · <Said of={spoken(edition.cover)} lang={lang} />
        </p>
        <h1 {...tongue(edition.title, lang, edition.language)}>{edition.title}</h1>
        {edition.strapline && (
          <p class="lead" {...tongue(edition.strapline, lang, edition.language)}>
            {edition.strapline}
          </p>
        )}
      </header>
      <Notices {...props} />
      {sections.length > 0 && <Contents sections={sections} lang={lang} />}
      {props.choice.length > 0 && <SectionChoice {...props} />}
      <Rendered html={edition.welcome} />
      {sections.map((section) => (
        <EditionSection section={section} lang={lang} />
      ))}
      <hr />
      <p class="quiet">
        {props.draft ? 'Draft of ' : 'Published by '}
        <Said of={spoken(edition.publisher)} lang={lang} />
        {props.draft ? ', printed' : ''} on <Time at={edition.published} />. Write to{' '}
        <a href={`mailto:${edition.mailbox}`}>{edition.mailbox}</a>.
      </p>
      <Pager label="Editions" lang={lang} previous={previous} next={next} />
    </Page>
  );
}

function Notices({ narrowed, sections, corrected, takenDown, edition, listed, draft }: EditionPageProps) {
  return (
    <>
      {corrected && (
        <LabelledPanel label="Corrections of this edition" kind="notice">
          <p>
            This edition was corrected after it was sent, last on <Time at={corrected} />. Each correction is
            marked at its article; the e-mail that you got has the words as they were.
          </p>
        </LabelledPanel>
      )}
      {!narrowed && sections.length === 0 && <p>Every article of this edition was taken down.</p>}
      {takenDown.length > 0 && (
        <LabelledPanel label="Taken down" kind="notice">
          {takenDown.map(({ at, notice }) => (
            <p>
              An article of this edition was taken down on <Time at={at} />.{notice && ` ${notice}`}
            </p>
          ))}
        </LabelledPanel>
      )}
      {draft && (
        <LabelledPanel label="Note" kind="notice">
          <p>This is a draft, printed to be looked over. Nothing of it has been sent.</p>
        </LabelledPanel>
      )}
      {!listed && !draft && (
        <LabelledPanel label="Note" kind="notice">
          <p>
            This edition is on its way to its readers. It joins the list of editions when all have got it.
          </p>
        </LabelledPanel>
      )}
      {narrowed && sections.length === 0 && (
        <LabelledPanel label="Note" kind="notice">
          <p>
            This edition has nothing in the sections that you chose.{' '}
            <a href={edition.path} data-whole>
              Read the whole edition
            </a>
            .
          </p>
        </LabelledPanel>
      )}
    </>
  );
}

/** The editors' words at the beginning of an edition. */
export const Welcome = ({
  html,
  lang,
  language,
}: {
  html: string;
  lang: string;
  language?: string | undefined;
}) => (
  <section class="article" aria-label="Welcome" {...tongue(withoutTags(html), lang, language)}>
    <Rendered html={html} />
  </section>
);

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, ' ');

const Contents = ({ sections, lang }: { sections: SectionView[]; lang: string }) => (
  <nav class="panel" aria-labelledby="contents">
    <h2 id="contents">In this edition</h2>
    <ul class="contents plain">
      {sections.map((section) => (
        <li>
          <div {...tongue(section.label, lang, section.language)}>
            <a href={`#${section.slug}`}>{section.label}</a>
          </div>
          <ul>
            {section.articles.map((article) => (
              <li {...tongue(article.headline, lang, article.language)}>
                <a href={`#${anchor(article)}`}>{article.headline}</a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </nav>
);

const anchor = ({ href }: { href: string }) => `article-${href.split('/').at(-1)}`;

const SectionChoice = ({ page, edition, choice, narrowed }: EditionPageProps) => (
  <details class="choose" open={narrowed}>
    <summary>Read only some sections</summary>
    <form method="get" action={edition.path} data-sections={choice.map(({ slug }) => slug).join(' ')}>
      <fieldset class="choice">
        <legend>Which sections do you want to read?</legend>
        {choice.map(({ slug, label, language, chosen }) => (
          <label>
            <input type="checkbox" name="sections" value={slug} checked={chosen} />
            <Said of={{ text: label, language }} lang={page.site.lang} />
          </label>
        ))}
      </fieldset>
      <div class="actions">
        <button type="submit" class="button">
          Show these sections
        </button>
        {narrowed && (
          <a href={edition.path} data-whole>
            Show the whole edition
          </a>
        )}
      </div>
    </form>
  </details>
);

const EditionSection = ({ section, lang }: { section: SectionView; lang: string }) => (
  <section class="section" aria-labelledby={section.slug}>
    <h2 class="section__label" id={section.slug} {...tongue(section.label, lang, section.language)}>
      <Swatch colour={section.colour} />
      {section.label}
    </h2>
    {section.articles.map((article) => (
      <Rendered html={article.html} />
    ))}
  </section>
);

/** One article of an edition's page. */
export const EditionArticle = ({ article }: { article: ArticleView }) => (
  <article class="article" {...article.own}>
    <h3 id={anchor(article)} {...article.title}>
      <a href={article.href}>{article.headline}</a>
    </h3>
    <ArticleBody article={article} level={4} />
  </article>
);
