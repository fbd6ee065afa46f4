import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, Select, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { errorAt } from './error-at.ts';
import { howMany } from './moments.ts';
import type { DeskProblem } from './page.tsx';

/** A partner’s feed, with times as they are shown. All words of it are the partner’s. */
export type FeedRowView = {
  id: number;
  /** As the partner calls it, or the host that it is read from. */
  name: string;
  url: string;
  section: string;
  /** When it was last read, or that it has not been read yet. */
  read: string;
  failingSince: string | undefined;
  /** What went wrong, or was read although something was. */
  message: string | undefined;
  waiting: number;
  all: number;
  newest: string | undefined;
};

export type OpenSectionOption = { slug: string; label: string };

export type FeedsView = {
  site: Site;
  feeds: readonly FeedRowView[];
  sections: readonly OpenSectionOption[];
  typed: { url: string; section: string };
  problems: readonly DeskProblem[];
};

/** What is read of partners, how that went, and what waits of it. */
export const PartnerFeedsPage = ({ site, feeds, sections, typed, problems }: FeedsView) => (
  <>
    <h1>Partners’ feeds</h1>
    {feeds.length === 0 ? (
      <EmptyState title="No feed yet">
        <p>
          Many partners publish a feed of their news (RSS or Atom). Add its address below: what they publish
          then waits here as articles, and you bring in what fits.
        </p>
      </EmptyState>
    ) : (
      <>
        <form class="desk-row" method="post" action={site.at(paths.desk.feedsRead())}>
          <Button classes="govuk-button--secondary">Read all now</Button>
          <span class="muted">They are read by themselves, too.</span>
        </form>
        <FeedList site={site} feeds={feeds} />
      </>
    )}
    <AddFeed site={site} sections={sections} typed={typed} problems={problems} />
  </>
);

const FeedList = ({ site, feeds }: Pick<FeedsView, 'site' | 'feeds'>) => (
  <ul class="desk-needs">
    {feeds.map((feed) => (
      <li>
        <p class="desk-needs__what">
          <a href={site.at(paths.desk.feed({ id: feed.id }))}>{feed.name}</a>
        </p>
        <FeedState feed={feed} />
        <p class="desk-under">
          {feed.url}, for {feed.section}
        </p>
      </li>
    ))}
  </ul>
);

const FeedState = ({ feed }: { feed: FeedRowView }) => (
  <>
    <p>
      {feed.failingSince !== undefined && (
        <>
          <Tag classes="govuk-tag--red">Not readable</Tag> since {feed.failingSince}.{' '}
        </>
      )}
      {feed.waiting === 0 ? 'Nothing waits.' : `${howMany(feed.waiting, 'article waits', 'articles wait')}.`}{' '}
      {feed.failingSince === undefined && `${feed.read}.`}
    </p>
    {feed.message !== undefined && <p>{feed.message}</p>}
    {feed.newest !== undefined && (
      <p class="desk-under">
        {howMany(feed.all, 'article')} so far, the newest {feed.newest}
      </p>
    )}
  </>
);

const AddFeed = ({
  site,
  sections,
  typed,
  problems,
}: Pick<FeedsView, 'site' | 'sections' | 'typed' | 'problems'>) => (
  <form method="post" action={site.at(paths.desk.feeds())} novalidate>
    <h2 class="govuk-heading-m">Add a feed</h2>
    {sections.length === 0 ? (
      <p>
        There is no section yet, and a feed brings its articles into one:{' '}
        <a href={site.at(paths.desk.sections())}>add a section</a> first.
      </p>
    ) : (
      <>
        <Input
          name="url"
          type="url"
          label="Address of the feed"
          hint="Such as https://example.org/feed.xml. Look on the partner’s page for “RSS”."
          autocomplete="off"
          spellcheck={false}
          value={typed.url}
          {...errorAt(problems, 'url')}
        />
        <Select
          name="section"
          label="Section"
          hint="Its articles wait in this section; you can bring each into another."
          items={sections.map(({ slug, label }) => ({
            value: slug,
            content: label,
            selected: slug === typed.section,
          }))}
          {...errorAt(problems, 'section')}
        />
        <Button preventDoubleClick>Add the feed</Button>
      </>
    )}
  </form>
);
