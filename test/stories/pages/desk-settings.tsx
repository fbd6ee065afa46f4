import { SectionEndPage, type SectionEndView } from '../../../templates/web/desk/section-end.tsx';
import {
  OneSectionPage,
  type SectionRowView,
  SectionsPage,
  type SectionsView,
} from '../../../templates/web/desk/sections.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const section = (
  slug: string,
  label: string,
  description: string,
  [chosenBy, all, waiting]: [number, number, number],
): SectionRowView => ({ slug, label, description, chosenBy, articles: { all, waiting } });

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
const empty = { label: '', description: '' };
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

/** What stands still between editions, at the desk. */
export const deskSettings = [
  deskStory('sections', (site) => list(site), { done: 'Moved.' }),
  deskStory('sections-none', (site) => list(site, { open: [], ended: [], readersOfAll: 0 })),
  deskStory(
    'sections-taken',
    (site) => list(site, { typed: { label: 'Communities', description: 'Ours' }, problems: taken }),
    { problems: taken },
  ),
  deskStory('section', (site) => (
    <OneSectionPage
      site={site}
      section={news}
      readersOfAll={1_900}
      others={open.slice(1)}
      typed={news}
      problems={[]}
    />
  )),
  deskStory('section-retire', (site) => end(site)),
  deskStory('section-merge', (site) =>
    end(site, {
      into: news,
      readers: { chose: 2_310, haveBoth: 1_870, onlyThis: 114, all: 1_900 },
      waiting: 3,
      feeds: 1,
    }),
  ),
];
