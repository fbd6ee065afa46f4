import type { ContentsSection } from '../../../templates/web/contents.tsx';
import type { FrontPageProps } from '../../../templates/web/front-page.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { paths } from '../../core/index.ts';
import type { ReadingArticle, ReadingEdition } from './reading.ts';
import { articlePath, imageView } from './views.ts';

type Front = Pick<NonNullable<FrontPageProps['latest']>, 'lead' | 'sections'>;

const teaser = (article: ReadingArticle, site: Site) => ({
  href: site.at(articlePath(article)),
  headline: article.headline,
  summary: article.summary,
  ...(article.language === undefined ? {} : { language: article.language }),
});

const sectionLink = ({ slug, label, colour, language }: ReadingArticle['section'], site: Site) => ({
  label,
  href: site.at(paths.section({ slug })),
  ...(colour ? { colour } : {}),
  ...(language === undefined ? {} : { language }),
});

/** What an edition holds, as one reads one of its articles. */
export const contentsView = (
  { sections }: Pick<ReadingEdition, 'sections'>,
  current: ReadingArticle,
  site: Site,
): ContentsSection[] =>
  sections.map((section) => ({
    ...sectionLink(section, site),
    articles: section.articles.map((one) => ({ ...teaser(one, site), current: one === current })),
  }));

/** The first article that has a picture leads, or else the first; the others stand in their sections. */
export function frontView({ sections }: Pick<ReadingEdition, 'sections'>, site: Site): Front {
  const articles = sections.flatMap((section) => section.articles);
  const first = articles.find(({ image }) => image !== undefined) ?? articles[0];
  const lead = first && {
    ...teaser(first, site),
    section: sectionLink(first.section, site),
    ...(first.image ? { image: imageView(first.image, site) } : {}),
  };
  const others = sections.map((section) => ({
    ...sectionLink(section, site),
    articles: section.articles.filter((article) => article !== first).map((one) => teaser(one, site)),
  }));
  return { ...(lead ? { lead } : {}), sections: others.filter((section) => section.articles.length > 0) };
}
