import { paths } from '../../src/core/index.ts';
import { around, difference, spoken } from '../direction.ts';
import { ArticleBody, type ArticleView } from './article.tsx';
import { Page, type PageProps } from './layout.tsx';
import { Breadcrumb, Pager, type PagerLink, Swatch } from './parts.tsx';

export type ArticlePageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  article: ArticleView;
  section: { label: string; href: string; colour?: string; language?: string };
  edition: { label: string; href: string };
  previous?: PagerLink;
  next?: PagerLink;
};

/** One article on its own: what "Read on" and "Share this article" lead to. */
export function ArticlePage({ page, article, section, edition, previous, next }: ArticlePageProps) {
  const outside = around(page.site.lang);
  const label = spoken(section.label, outside, section.language);
  const inside = {
    language: article.own.lang ?? outside.language,
    direction: article.own.dir ?? outside.direction,
  };
  return (
    <Page {...page} title={article.headline} at="editions">
      <Breadcrumb
        lang={page.site.lang}
        trail={[
          { href: page.site.at(paths.editions()), text: 'Editions' },
          { href: edition.href, text: edition.label },
        ]}
      />
      <article class="article" {...article.own}>
        <p class="section__label" {...difference(label, inside)}>
          <Swatch colour={section.colour} />
          <a href={section.href}>{section.label}</a>
        </p>
        <h1 {...article.title}>{article.headline}</h1>
        <ArticleBody article={article} level={2} alone />
      </article>
      <Pager label="Articles of this edition" lang={page.site.lang} previous={previous} next={next} />
    </Page>
  );
}
