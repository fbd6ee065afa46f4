import { tongue } from '../direction.ts';
import { ArticleBody, type ArticleView } from './article.tsx';
import { Page, type PageProps } from './layout.tsx';
import { Breadcrumb, Pager, type PagerLink, Swatch } from './parts.tsx';

export type ArticlePageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  article: ArticleView;
  section: { label: string; href: string; colour?: string };
  edition: { label: string; href: string };
  previous?: PagerLink;
  next?: PagerLink;
};

/** One article on its own: what "Read on" and "Share this article" lead to. */
export const ArticlePage = ({ page, article, section, edition, previous, next }: ArticlePageProps) => (
  <Page {...page} title={article.headline} at="editions">
    <Breadcrumb
      trail={[
        { href: page.site.at('/editions'), text: 'Editions' },
        { href: edition.href, text: edition.label },
      ]}
    />
    <article class="article" {...tongue(`${article.headline} ${article.summary}`, page.site.lang)}>
      <p class="section__label" {...tongue(section.label, page.site.lang)}>
        <Swatch colour={section.colour} />
        <a href={section.href}>{section.label}</a>
      </p>
      <h1>{article.headline}</h1>
      <ArticleBody article={article} level={2} alone />
    </article>
    <Pager label="Articles of this edition" previous={previous} next={next} />
  </Page>
);
