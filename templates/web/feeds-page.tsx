import { paths } from '../../src/core/index.ts';
import { tongue } from '../direction.ts';
import { Button, Checkboxes } from './components/index.ts';
import { Page, type PageProps } from './layout.tsx';
import { Address, Said } from './parts.tsx';
import type { Site } from './site.ts';

export type FeedRow = {
  title: string;
  description?: string;
  /** BCP 47, of the description, where somebody has said it. */
  language?: string;
  addresses: { format: string; href: string }[];
};

export type FeedsPageProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  feeds: FeedRow[];
  choice: { slug: string; label: string; language?: string | undefined; chosen: boolean }[];
  /** The feeds of the chosen set. */
  chosen?: FeedRow;
};

/** What feeds there are, for people; and any set of sections as a feed of one's own. */
export const FeedsPage = ({ page, feeds, choice, chosen }: FeedsPageProps) => (
  <Page {...page} title={page.site.locale.say('site.feeds')} at="feeds">
    <h1>{page.site.locale.say('site.feeds')}</h1>
    <p class="lead">{page.site.locale.say('feeds.lead')}</p>
    <p>
      {page.site.locale.pieces('feeds.copy', {
        list: (inside) => <a href={page.site.at(paths.feedList())}>{inside}</a>,
      })}
    </p>
    {choice.length > 0 && <OwnChoice page={page} choice={choice} chosen={chosen} />}
    <h2>{page.site.locale.say('feeds.all')}</h2>
    <ul class="cards">
      {feeds.map((feed) => (
        <li>
          <Feed feed={feed} site={page.site} />
        </li>
      ))}
    </ul>
  </Page>
);

const OwnChoice = ({ page, choice, chosen }: Omit<FeedsPageProps, 'feeds'>) => (
  <>
    <h2>{page.site.locale.say('feeds.own')}</h2>
    {chosen && (
      <div class="panel notice" id="chosen">
        <Feed feed={chosen} site={page.site} />
      </div>
    )}
    <form method="get" action={page.site.at(paths.feeds())}>
      <Checkboxes
        name="sections"
        fieldset={{ legend: page.site.locale.say('feeds.which') }}
        values={choice.filter((section) => section.chosen).map(({ slug }) => slug)}
        items={choice.map(({ slug, label, language }) => ({
          value: slug,
          content: <Said of={{ text: label, language }} lang={page.site.lang} />,
        }))}
      />
      <Button>{page.site.locale.say('feeds.make')}</Button>
    </form>
  </>
);

const Feed = ({ feed, site }: { feed: FeedRow; site: Site }) => (
  <>
    <h3 {...tongue(feed.title, site.lang)}>{feed.title}</h3>
    {feed.description && <p {...tongue(feed.description, site.lang, feed.language)}>{feed.description}</p>}
    <p class="feed-addresses">
      {feed.addresses.map(({ format, href }) => (
        <a href={href}>
          {format}
          <span class="hidden"> {site.locale.say('feeds.of', { title: feed.title })}</span>
        </a>
      ))}
    </p>
    {feed.addresses.slice(0, 1).map(({ href }) => (
      <p>
        <Address of={href} />
      </p>
    ))}
  </>
);
