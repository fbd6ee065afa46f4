import { EditionOverview } from '../../../templates/web/desk/edition.tsx';
import { EditionListPage, type PlanProps } from '../../../templates/web/desk/edition-list.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const typed = {
  cover: 'November 2026',
  title: 'Common Ground',
  strapline: 'What local partners are learning',
  subject: '',
  preheader: '',
  welcome: 'Welcome to the seventh Common Ground.\n\nEach story says what was done.',
  publisher: 'National Centre for Local Partnerships',
  mailbox: 'common-ground@example.org',
};
const sections = [
  {
    slug: 'announcements',
    label: 'Announcements',
    articles: [
      { id: 1, headline: 'Local Action Fund opens for bids: £6.4 million for 2027' },
      { id: 2, headline: 'Practice Exchange' },
    ],
  },
  { slug: 'new-powers', label: 'New powers', articles: [] },
];
const form = { typed, began: 'abc', problems: [] };
const plan: PlanProps = {
  typed: { ...typed, cover: '', preheader: '', welcome: '' },
  problems: [],
  number: '8',
  sections,
  chosen: ['announcements'],
  newSection: '',
};

const one = (site: Site, more: Partial<Parameters<typeof EditionOverview>[0]> = {}) => (
  <EditionOverview
    site={site}
    edition={{ number: 7, state: 'assembled', cover: 'November 2026', title: 'Common Ground' }}
    turn={{ whose: 'editors', sentence: 'It is being made.' }}
    sections={sections}
    form={form}
    addable={[{ slug: 'awards', label: 'Awards' }]}
    {...more}
  />
);

const problems = [
  { field: 'number', sentence: 'must be a whole number from 1 to 999999999, such as 7.' },
  { field: 'sections', sentence: 'are missing: choose at least one, or name a new one.' },
];

/** An edition as it is made: planned, written, put in order. */
export const deskEdition = [
  deskStory('composer', (site) => one(site)),
  deskStory('two-at-once', (site) =>
    one(site, { form: { ...form, theirs: { ...typed, welcome: 'Welcome.', strapline: '' } } }),
  ),
  deskStory('plan', (site) => <EditionListPage site={site} editions={[]} plan={plan} />),
  deskStory(
    'plan-refused',
    (site) => (
      <EditionListPage
        site={site}
        editions={[]}
        plan={{ ...plan, number: 'seven', sections: [], chosen: [], problems }}
      />
    ),
    { problems: problems.map(({ field, sentence }) => ({ field, message: `Its ${field} ${sentence}` })) },
  ),
];
