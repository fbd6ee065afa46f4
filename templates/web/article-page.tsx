import { paths } from '../../src/core/index.ts';
import { around, difference, spoken } from '../direction.ts';
import { ArticleBody, type ArticleView } from './article.tsx';
import { Breadcrumbs, Pager, type PagerLink, Swatch } from './components/index.ts';
import { type ContentsSection, EditionContents } from './contents.tsx';
import { Page, type PageProps } from './layout.tsx';
import { Said } from './parts.tsx';

export type ArticlePageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  article: ArticleView;
  section: { label: string; href: string; colour?: string; language?: string };
  edition: { label: string; href: string };
  /** All that its edition holds. */
  contents: ContentsSection[];
  previous?: PagerLink;
  next?: PagerLink;
};

/** One article on its own: what "Read on" and "Share this article" lead to. */
export function ArticlePage({ page, article, section, edition, contents, previous, next }: ArticlePageProps) {
  const outside = around(page.site.lang);
  const label = spoken(section.label, outside, section.language);
  const inside = {
    language: article.own.lang ?? outside.language,
    direction: article.own.dir ?? outside.direction,
  };
  return (
    <Page {...page} title={article.headline} at="editions">
      <Breadcrumbs
        labelText={page.site.locale.say('site.breadcrumb')}
        items={[
          { href: page.site.at(paths.editions()), content: page.site.locale.say('site.editions') },
          { href: edition.href, content: <Said of={{ text: edition.label }} lang={page.site.lang} /> },
        ]}
      />
      <div class="beside">
        <article class="article beside__text" {...article.own}>
          <p class="kicker" {...difference(label, inside)}>
            <Swatch colour={section.colour} />
            <a href={section.href}>{section.label}</a>
          </p>
          <h1 {...article.title}>{article.headline}</h1>
          <ArticleBody article={article} locale={page.site.locale} level={2} alone />
        </article>
        <div class="beside__stays beside__after">
          <EditionContents sections={contents} site={page.site} />
        </div>
      </div>
      <Pager
        label={page.site.locale.say('article.others')}
        lang={page.site.lang}
        previous={previous}
        next={next}
      />
    </Page>
  );
}
