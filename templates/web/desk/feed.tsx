import { paths } from '../../../src/core/index.ts';
import { Button, ConfirmForm, Select, SummaryList } from '../components/index.ts';
import type { Site } from '../site.ts';
import type { FeedRowView, OpenSectionOption } from './feeds.tsx';
import { howMany } from './moments.ts';

/** An article that a feed has brought and nobody has judged; its words are the partner’s. */
export type WaitingItemView = {
  id: number;
  headline: string;
  summary: string;
  /** When the partner published it, and when it came. */
  when: string;
  section: string;
  held: boolean;
  notes: readonly string[];
};

export type PartnerFeedView = {
  site: Site;
  feed: FeedRowView;
  items: readonly WaitingItemView[];
  sections: readonly OpenSectionOption[];
};

/** One feed: what waits of it, each to be brought into a section. */
export const PartnerFeedPage = ({ site, feed, items, sections }: PartnerFeedView) => (
  <>
    <h1>{feed.name}</h1>
    <SummaryList
      rows={[
        { key: 'Address', value: feed.url },
        { key: 'Section', value: feed.section },
        {
          key: 'State',
          value: feed.failingSince === undefined ? feed.read : `Not readable since ${feed.failingSince}`,
        },
        ...(feed.message === undefined ? [] : [{ key: 'What was wrong', value: feed.message }]),
      ]}
    />
    <h2 class="govuk-heading-m">Waiting</h2>
    {items.length === 0 ? (
      <p>Nothing of it waits. What it brings next stands here until somebody brings it in or declines it.</p>
    ) : (
      <>
        <ul class="desk-needs">
          {items.map((item) => (
            <li>
              <Item site={site} feed={feed.id} item={item} sections={sections} />
            </li>
          ))}
        </ul>
        {feed.waiting > items.length && (
          <p>{howMany(feed.waiting - items.length, 'more article')} of it wait: these are the newest.</p>
        )}
      </>
    )}
    <h2 class="govuk-heading-m">Stop reading it</h2>
    <p>
      Its articles stay. <a href={site.at(paths.desk.feedRemove({ id: feed.id }))}>Remove this feed</a>
    </p>
  </>
);

const Item = ({
  site,
  feed,
  item: { id, headline, summary, when, section, held, notes },
  sections,
}: {
  site: Site;
  feed: number;
  item: WaitingItemView;
  sections: readonly OpenSectionOption[];
}) => (
  <>
    <p class="desk-needs__what">
      <a href={site.at(paths.desk.article({ id }))}>{headline}</a>
    </p>
    <p>{summary}</p>
    <p class="desk-under">
      {when}
      {held && ', held for later'}
    </p>
    {notes.map((note) => (
      <p class="desk-under">{note}</p>
    ))}
    <form method="post" action={site.at(paths.desk.feed({ id: feed }))} class="feed-item">
      <input type="hidden" name="article" value={id} />
      <Select
        name="section"
        id={`section-${id}`}
        label={{
          content: (
            <>
              Section<span class="govuk-visually-hidden"> of {headline}</span>
            </>
          ),
        }}
        items={sections.map(({ slug, label }) => ({
          value: slug,
          content: label,
          selected: slug === section,
        }))}
      />
      <Button name="do" value="bring-in" classes="govuk-button--secondary">
        Bring in<span class="govuk-visually-hidden"> {headline}</span>
      </Button>
    </form>
  </>
);

export const RemoveFeedPage = ({ site, feed }: Pick<PartnerFeedView, 'site' | 'feed'>) => (
  <ConfirmForm
    question={`Remove the feed “${feed.name}”?`}
    action="Remove"
    cancel={{ href: site.at(paths.desk.feed({ id: feed.id })), content: 'Keep it' }}
  >
    <p>
      It is read no more. The {howMany(feed.all, 'article')} that it has brought stay, {feed.waiting} of them
      waiting. Add its address again to take it up where it stopped: what is here already is not brought
      twice.
    </p>
  </ConfirmForm>
);
