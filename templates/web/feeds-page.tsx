import { paths } from '../../src/core/index.ts';
import { tongue } from '../direction.ts';
import { Page, type PageProps } from './layout.tsx';
import { Address, Said } from './parts.tsx';

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
  <Page {...page} title="Feeds" at="feeds">
    <h1>Feeds</h1>
    <p class="lead">
      A feed reader shows you each new article as it is published, without an email address and without being
      counted.
    </p>
    <p>
      Copy an address into your feed reader, or add all of them at once from the{' '}
      <a href={page.site.at(paths.feedList())}>OPML list</a>.
    </p>
    {choice.length > 0 && <OwnChoice page={page} choice={choice} chosen={chosen} />}
    <h2>All feeds</h2>
    <ul class="cards">
      {feeds.map((feed) => (
        <li>
          <Feed feed={feed} lang={page.site.lang} />
        </li>
      ))}
    </ul>
  </Page>
);

const OwnChoice = ({ page, choice, chosen }: Omit<FeedsPageProps, 'feeds'>) => (
  <>
    <h2>Your own choice</h2>
    {chosen && (
      <div class="panel notice" id="chosen">
        <Feed feed={chosen} lang={page.site.lang} />
      </div>
    )}
    <form method="get" action={page.site.at(paths.feeds())}>
      <fieldset class="choice">
        <legend>Which sections do you want in your feed?</legend>
        {choice.map((section) => (
          <label>
            <input type="checkbox" name="sections" value={section.slug} checked={section.chosen} />
            <Said of={{ text: section.label, language: section.language }} lang={page.site.lang} />
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button">
        Make the address
      </button>
    </form>
  </>
);

const Feed = ({ feed, lang }: { feed: FeedRow; lang: string }) => (
  <>
    <h3 {...tongue(feed.title, lang)}>{feed.title}</h3>
    {feed.description && <p {...tongue(feed.description, lang, feed.language)}>{feed.description}</p>}
    <p class="feed-addresses">
      {feed.addresses.map(({ format, href }) => (
        <a href={href}>
          {format}
          <span class="hidden"> of {feed.title}</span>
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
