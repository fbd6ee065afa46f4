import type { Locale } from '../../src/words/index.ts';
import { tongue } from '../direction.ts';
import { ArticleBody, type ArticleView } from './article.tsx';
import { Button, Checkboxes, ColourBar, Details, Pager, type PagerLink } from './components/index.ts';
import { type ContentsSection, EditionContents } from './contents.tsx';
import { EditionNotes } from './edition-notes.tsx';
import { Page, type PageProps } from './layout.tsx';
import { IssueName } from './lists.tsx';
import { type Moment, Rendered, Said, Time } from './parts.tsx';
import type { Site } from './site.ts';

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
    /** Of its own words, those that are in another one. */
    spokenIn?: Partial<Record<'title' | 'strapline' | 'publisher' | 'welcome' | 'cover', string>>;
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

type Titled = { title: string; number: number; cover: string };

export const editionTitle = ({ title, number, cover }: Titled, { say }: Locale) =>
  say('mail.issueTitle', { title, number: String(number), cover });

/** One edition, whole or only some sections of it: what the mail's "view in browser" opens. */
export function EditionPage(props: EditionPageProps) {
  const { page, edition, sections, previous, next } = props;
  const { lang, locale } = page.site;
  const title = editionTitle(edition, locale);
  const { spokenIn = {}, language } = edition;
  const publisher = { text: edition.publisher, language: spokenIn.publisher ?? language };
  return (
    <Page
      {...page}
      title={props.draft ? locale.say('edition.draftTitle', { title }) : title}
      at="editions"
      scripts={['sections.js']}
    >
      {props.draft && <p class="draft">{locale.say('edition.draft')}</p>}
      <header class="masthead">
        <p class="masthead__line">
          <IssueName edition={edition} site={page.site} />
        </p>
        <h1 {...tongue(edition.title, lang, spokenIn.title ?? language)}>{edition.title}</h1>
        {edition.strapline && (
          <p class="lead" {...tongue(edition.strapline, lang, spokenIn.strapline ?? language)}>
            {edition.strapline}
          </p>
        )}
      </header>
      <div class="beside">
        <div class="beside__stays">
          {sections.length > 0 && <EditionContents sections={sections.map(withinPage)} site={page.site} />}
          {props.choice.length > 0 && <SectionChoice {...props} />}
        </div>
        <div class="beside__text">
          <EditionNotes {...props} />
          <Rendered html={edition.welcome} />
          {sections.map((section) => (
            <EditionSection section={section} lang={lang} />
          ))}
          <hr />
          <p class="quiet">
            {locale.pieces(props.draft ? 'edition.drafted' : 'edition.published', {
              publisher: <Said of={publisher} lang={lang} />,
              day: <Time at={edition.published} />,
              mailbox: <a href={`mailto:${edition.mailbox}`}>{edition.mailbox}</a>,
            })}
          </p>
        </div>
      </div>
      <Pager label={locale.say('site.editions')} lang={lang} previous={previous} next={next} />
    </Page>
  );
}

/** The editors' words at the beginning of an edition. */
export const Welcome = ({
  html,
  site: { lang, locale },
  language,
}: {
  html: string;
  site: Pick<Site, 'lang' | 'locale'>;
  language?: string | undefined;
}) => (
  <section
    class="article"
    aria-label={locale.say('edition.welcome')}
    {...tongue(withoutTags(html), lang, language)}
  >
    <Rendered html={html} />
  </section>
);

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, ' ');

/** Leads to places of the same page. */
const withinPage = ({ slug, label, colour, language, articles }: SectionView): ContentsSection => ({
  label,
  href: `#${slug}`,
  ...(colour === undefined ? {} : { colour }),
  ...(language === undefined ? {} : { language }),
  articles: articles.map((article) => ({ ...article, href: `#${anchor(article)}` })),
});

const anchor = ({ href }: { href: string }) => `article-${href.split('/').at(-1)}`;

const SectionChoice = ({ page, edition, choice, narrowed }: EditionPageProps) => (
  <Details summary={page.site.locale.say('edition.onlySome')} classes="choose" open={narrowed}>
    <form
      method="get"
      action={edition.path}
      data-sections={choice.map(({ slug }) => slug).join(' ')}
      data-remember={page.site.locale.say('edition.remember')}
    >
      <Checkboxes
        name="sections"
        fieldset={{ legend: page.site.locale.say('edition.which') }}
        values={choice.filter(({ chosen }) => chosen).map(({ slug }) => slug)}
        items={choice.map(({ slug, label, language }) => ({
          value: slug,
          content: <Said of={{ text: label, language }} lang={page.site.lang} />,
        }))}
      />
      <div class="govuk-button-group">
        <Button>{page.site.locale.say('edition.showThese')}</Button>
        {narrowed && (
          <a href={edition.path} data-whole>
            {page.site.locale.say('edition.showWhole')}
          </a>
        )}
      </div>
    </form>
  </Details>
);

const EditionSection = ({ section, lang }: { section: SectionView; lang: string }) => (
  <section class="section">
    <ColourBar colour={section.colour} />
    <h2 id={section.slug} {...tongue(section.label, lang, section.language)}>
      {section.label}
    </h2>
    {section.articles.map((article) => (
      <Rendered html={article.html} />
    ))}
  </section>
);

/** One article of an edition's page. */
export const EditionArticle = ({ article, locale }: { article: ArticleView; locale: Locale }) => (
  <article class="article" {...article.own}>
    <h3 id={anchor(article)} {...article.title}>
      <a href={article.href}>{article.headline}</a>
    </h3>
    <ArticleBody article={article} locale={locale} level={4} />
  </article>
);
