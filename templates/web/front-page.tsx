import { paths } from '../../src/core/index.ts';
import { tongue } from '../direction.ts';
import { Figure, type ImageView } from './article.tsx';
import { ColourBar, LinkButton, Swatch } from './components/index.ts';
import { Page, type PageProps } from './layout.tsx';
import { type EditionCard, IssueName } from './lists.tsx';
import { Offer } from './offer.tsx';
import { Said } from './parts.tsx';
import type { Site } from './site.ts';

type Teaser = { href: string; headline: string; summary: string; language?: string };
type SectionLink = { label: string; href: string; language?: string; colour?: string };
type LeadStory = Teaser & { section: SectionLink; image?: ImageView };
type Latest = Omit<EditionCard, 'sections'> & {
  lead?: LeadStory;
  /** All that the edition holds besides. */
  sections: (SectionLink & { articles: Teaser[] })[];
};

export type FrontPageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at' | 'nameplate'>;
  latest?: Latest;
  earlier: EditionCard[];
};

/** The latest edition: its lead story, what else it holds, and what subscribing gives. */
export function FrontPage({ page, latest, earlier }: FrontPageProps) {
  const { site } = page;
  if (!latest) return <EmptyFrontPage page={page} />;
  return (
    <Page {...page} title={site.name} at="front" nameplate={<Nameplate latest={latest} site={site} />}>
      {latest.lead && <Lead story={latest.lead} site={site} />}
      <h2>{site.locale.say('front.inThisEdition')}</h2>
      <div class="sections">
        {latest.sections.map((section) => (
          <Section section={section} lang={site.lang} />
        ))}
      </div>
      <p>
        <LinkButton href={latest.href}>{site.locale.say('front.readAll')}</LinkButton>
      </p>
      <Offer site={site} />
      {earlier.length > 0 && <Earlier editions={earlier} site={site} />}
    </Page>
  );
}

const Nameplate = ({ latest, site }: { latest: Latest; site: Site }) => (
  <header class="nameplate">
    <div class="width">
      <p class="nameplate__line">
        <a href={latest.href}>
          <IssueName edition={latest} site={site} />
        </a>
      </p>
      <h1 {...tongue(latest.title, site.lang, latest.language)}>{latest.title}</h1>
      {latest.strapline && (
        <p class="lead" {...tongue(latest.strapline, site.lang, latest.language)}>
          {latest.strapline}
        </p>
      )}
    </div>
  </header>
);

/** As wide as seven twelfths of the page, or a phone without its margins. */
const LEAD_SIZES = '(min-width: 74rem) 41rem, (min-width: 50rem) 55vw, calc(100vw - 2rem)';

const Lead = ({ story, site }: { story: LeadStory; site: Site }) => (
  <article class="lead-story" {...tongue(`${story.headline} ${story.summary}`, site.lang, story.language)}>
    {story.image && <Figure image={story.image} sizes={LEAD_SIZES} eager />}
    <div>
      <p class="kicker">
        <Swatch colour={story.section.colour} />
        <a href={story.section.href}>
          <Said of={{ text: story.section.label, language: story.section.language }} lang={site.lang} />
        </a>
      </p>
      <h2 class="headline">
        <a href={story.href}>{story.headline}</a>
      </h2>
      {story.summary && <p class="lead">{story.summary}</p>}
    </div>
  </article>
);

const Section = ({ section, lang }: { section: Latest['sections'][number]; lang: string }) => (
  <section>
    <ColourBar colour={section.colour} />
    <h3 {...tongue(section.label, lang, section.language)}>
      <a href={section.href}>{section.label}</a>
    </h3>
    <ul class="plain">
      {section.articles.map((article) => (
        <li {...tongue(`${article.headline} ${article.summary}`, lang, article.language)}>
          <span class="headline">
            <a href={article.href}>{article.headline}</a>
          </span>
          {article.summary && <p class="quiet">{article.summary}</p>}
        </li>
      ))}
    </ul>
  </section>
);

const Earlier = ({ editions, site }: { editions: EditionCard[]; site: Site }) => (
  <>
    <h2>{site.locale.say('front.earlier')}</h2>
    <ul class="cards">
      {editions.map((edition) => (
        <li>
          <h3>
            <a href={edition.href}>
              <IssueName edition={edition} site={site} />
            </a>
          </h3>
          {edition.strapline && (
            <p {...tongue(edition.strapline, site.lang, edition.language)}>{edition.strapline}</p>
          )}
        </li>
      ))}
    </ul>
    <p>
      <a href={site.at(paths.editions())}>{site.locale.say('front.allEditions')}</a>
    </p>
  </>
);

const EmptyFrontPage = ({ page }: Pick<FrontPageProps, 'page'>) => (
  <Page {...page} title={page.site.name}>
    <h1>{page.site.name}</h1>
    <p class="lead">{page.site.locale.say('front.nothingYet')}</p>
    <Offer site={page.site} />
  </Page>
);
