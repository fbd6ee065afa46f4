import { paths } from '../../src/core/index.ts';
import { around, difference, spoken } from '../direction.ts';
import { ArticleBody, type ArticleView } from './article.tsx';
import { Breadcrumbs, Pager, type PagerLink, Swatch } from './components/index.ts';
import { type ContentsSection, EditionContents } from './contents.tsx';
import { Page, type PageProps } from './layout.tsx';
import { type ArticleCard, ArticleCards } from './lists.tsx';
import { Said } from './parts.tsx';
import type { Site } from './site.ts';

export type ArticlePageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  article: ArticleView;
  section: { label: string; href: string; colour?: string; language?: string };
  edition: { label: string; href: string };
  /** All that its edition holds. */
  contents: ContentsSection[];
  /** Of the same section in other editions. */
  related: ArticleCard[];
  previous?: PagerLink;
  next?: PagerLink;
};

/** One article on its own: what "Read on" and "Share this article" lead to. */
export function ArticlePage(props: ArticlePageProps) {
  const { page, article, section, edition, contents, related, previous, next } = props;
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
        {related.length > 0 && <Related articles={related} section={section} site={page.site} />}
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

const Related = ({
  articles,
  section,
  site,
}: {
  articles: ArticleCard[];
  section: ArticlePageProps['section'];
  site: Site;
}) => (
  <section class="related beside__text" aria-labelledby="related">
    <h2 id="related">
      {site.locale.pieces('article.related', {
        section: <Said of={{ text: section.label, language: section.language }} lang={site.lang} />,
      })}
    </h2>
    <ArticleCards articles={articles} lang={site.lang} level="h3" />
    <p>
      <a href={section.href}>{site.locale.say('article.relatedAll')}</a>
    </p>
  </section>
);
