import { tongue } from '../direction.ts';
import { Swatch } from './components/index.ts';
import type { Site } from './site.ts';

type Line = { href: string; headline: string; language?: string; current?: boolean };
export type ContentsSection = {
  label: string;
  /** Absent: the label is no link. */
  href?: string;
  language?: string;
  colour?: string;
  articles: Line[];
};

/** What an edition holds, section by section. */
export const EditionContents = ({ sections, site }: { sections: ContentsSection[]; site: Site }) => (
  <nav class="contents" aria-labelledby="contents">
    <h2 id="contents">{site.locale.say('edition.contents')}</h2>
    <ul>
      {sections.map(({ label, href, language, colour, articles }) => (
        <li>
          <div {...tongue(label, site.lang, language)}>
            <Swatch colour={colour} /> {href ? <a href={href}>{label}</a> : <span>{label}</span>}
          </div>
          <ul>
            {articles.map((article) => (
              <li {...tongue(article.headline, site.lang, article.language)}>
                <a href={article.href} aria-current={article.current ? 'page' : undefined}>
                  {article.headline}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </nav>
);
