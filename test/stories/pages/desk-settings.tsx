import { qrCode, signUpAddress, signUpForm } from '../../../src/rendering/index.ts';
import { PartnerFeedPage, RemoveFeedPage, type WaitingItemView } from '../../../templates/web/desk/feed.tsx';
import { type FeedRowView, type FeedsView, PartnerFeedsPage } from '../../../templates/web/desk/feeds.tsx';
import { RetiredDomainsPage } from '../../../templates/web/desk/retired-domains.tsx';
import { SectionEndPage, type SectionEndView } from '../../../templates/web/desk/section-end.tsx';
import {
  OneSectionPage,
  type SectionRowView,
  SectionsPage,
  type SectionsView,
} from '../../../templates/web/desk/sections.tsx';
import { SettingsPage } from '../../../templates/web/desk/settings.tsx';
import { SignUpElsewherePage } from '../../../templates/web/desk/sign-up-elsewhere.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const section = (
  slug: string,
  label: string,
  description: string,
  [chosenBy, all, waiting]: [number, number, number],
): SectionRowView => ({
  slug,
  label,
  description,
  colour: '',
  language: '',
  chosenBy,
  articles: { all, waiting },
});

const news = section(
  'announcements',
  'Announcements',
  'What is new, and what will be. Decisions, dates and people.',
  [4_102, 212, 4],
);
const open = [
  news,
  section('communities', 'Communities', '', [2_310, 98, 0]),
  section(
    'partnerships',
    'Partnerships and what they bring to those who work in them',
    'Who works with whom.',
    [1_204, 41, 1],
  ),
];
const empty = { label: '', description: '', colour: '', language: '' };
const taken = [
  { field: 'label', message: 'There is a section “Communities” already: choose another label.' },
];

const list = (site: Site, more: Partial<SectionsView> = {}) => (
  <SectionsPage
    site={site}
    open={open}
    readersOfAll={1_900}
    ended={[
      { label: 'Events', into: 'Announcements' },
      { label: 'Tools', into: undefined },
    ]}
    typed={empty}
    problems={[]}
    {...more}
  />
);
const end = (site: Site, more: Partial<SectionEndView> = {}) => (
  <SectionEndPage
    site={site}
    slug="communities"
    label="Communities"
    into={undefined}
    readers={{ chose: 2_310, haveBoth: 0, onlyThis: 114, all: 1_900 }}
    waiting={0}
    feeds={0}
    {...more}
  />
);

function signUpFrom(site: Site, only: readonly string[]) {
  const address = signUpAddress(site.publicUrl, only);
  const src = `data:image/svg+xml,${encodeURIComponent(qrCode(address))}`;
  return (
    <SignUpElsewherePage
      site={site}
      sections={open}
      chosen={only}
      address={address}
      code={{ src, file: '/code.svg' }}
      form={signUpForm({ ...site, sections: open, only })}
    />
  );
}

const feed = (id: number, name: string, more: Partial<FeedRowView> = {}): FeedRowView => ({
  id,
  name,
  url: `https://partner-${id}.example.org/news/feed.xml`,
  section: 'Partnerships',
  read: 'Read 2026-11-24 06:00',
  failingSince: undefined,
  message: undefined,
  waiting: 0,
  all: 24,
  newest: '2026-11-20 06:00',
  ...more,
});
const feeds = [
  feed(1, 'Shared Effort news', { waiting: 3 }),
  feed(2, 'partner-2.example.org', { read: 'Not read yet', all: 0, newest: undefined }),
  feed(3, 'Harbour towns', {
    failingSince: '2026-11-12 06:00',
    message: "The feed's server answered 500.",
    section: 'Communities',
  }),
];
const items: WaitingItemView[] = [
  {
    id: 31,
    headline: 'A handbook for night crews, in four languages',
    summary: 'It is free, and tells what to look for and whom to call.',
    when: 'Published 2026-11-19, came 2026-11-20 06:00',
    section: 'partnerships',
    held: false,
    notes: [],
  },
  {
    id: 30,
    headline: 'Registration for the spring meeting',
    summary: '',
    when: 'came 2026-11-19 06:00',
    section: 'announcements',
    held: true,
    notes: ['A table was flattened to lines.'],
  },
];
const feedList = (site: Site, more: Partial<FeedsView> = {}) => (
  <PartnerFeedsPage
    site={site}
    feeds={feeds}
    sections={open}
    typed={{ url: '', section: '' }}
    problems={[]}
    {...more}
  />
);
const badFeed = [
  { field: 'url', message: 'Give the address of the feed, such as https://example.org/feed.xml.' },
];

const settings = [
  { name: 'DATABASE_URL', does: 'PostgreSQL, as `postgres://…`.', value: 'set', usual: false },
  { name: 'SEND_HOLD_MINUTES', does: 'How long it can be stopped.', value: '10', usual: true },
  { name: 'CANARY', does: 'Addresses that are sent to *first*.', value: '', usual: true },
];

/** What stands still between editions, at the desk. */
export const deskSettings = [
  deskStory('sections', (site) => list(site), { done: 'Moved.' }),
  deskStory('sections-none', (site) => list(site, { open: [], ended: [], readersOfAll: 0 })),
  deskStory(
    'sections-taken',
    (site) => list(site, { typed: { ...empty, label: 'Communities', description: 'Ours' }, problems: taken }),
    { problems: taken },
  ),
  deskStory('section', (site) => (
    <OneSectionPage
      site={site}
      section={news}
      readersOfAll={1_900}
      others={open.slice(1)}
      typed={{ ...news, colour: '#1b3a6b' }}
      problems={[]}
    />
  )),
  deskStory('sign-up-elsewhere', (site) => signUpFrom(site, ['announcements', 'partnerships'])),
  deskStory('section-retire', (site) => end(site)),
  deskStory('section-merge', (site) =>
    end(site, {
      into: news,
      readers: { chose: 2_310, haveBoth: 1_870, onlyThis: 114, all: 1_900 },
      waiting: 3,
      feeds: 1,
    }),
  ),
  deskStory('feeds', (site) => feedList(site), {
    done: 'The feeds are being read: load this page again in a minute.',
  }),
  deskStory('feeds-none', (site) => feedList(site, { feeds: [], sections: [] })),
  deskStory(
    'feeds-wrong',
    (site) => feedList(site, { typed: { url: 'partner news', section: 'communities' }, problems: badFeed }),
    { problems: badFeed },
  ),
  deskStory('feed', (site) => (
    <PartnerFeedPage
      site={site}
      feed={feed(1, 'Shared Effort news', { waiting: 3 })}
      items={items}
      sections={open}
    />
  )),
  deskStory('feed-nothing', (site) => (
    <PartnerFeedPage site={site} feed={feeds[2] ?? feed(3, '')} items={[]} sections={open} />
  )),
  deskStory('feed-remove', (site) => (
    <RemoveFeedPage site={site} feed={feed(1, 'Shared Effort news', { waiting: 3 })} />
  )),
  deskStory('retired-domains', (site) => (
    <RetiredDomainsPage
      site={site}
      domains={[
        { domain: 'allotments.example.org', successor: 'plots.example.org/allotments' },
        { domain: 'seeds.example.org', successor: null },
      ]}
      typed={{ domain: 'nonsense', successor: '' }}
      problems={[{ field: 'domain', message: '“nonsense” is no domain: type one such as example.org.' }]}
    />
  )),
  deskStory('settings', (site) => (
    <SettingsPage
      site={site}
      sending={[
        'Mails leave through Amazon SES in the region eu-west-2.',
        'SES lets the account send 50,000 mails in 24 hours, 14 a second; 1,204 of them have gone.',
      ]}
      trouble="No mail leaves at the moment: no worker is running."
      groups={[
        { title: 'Where it runs and what it is called', options: settings },
        { title: 'How mails are sent', options: settings },
      ]}
    />
  )),
];
