import type { Typed, TypedProblem } from '../../../src/core/index.ts';
import { TYPED_FIELDS } from '../../../src/core/index.ts';
import type { WordChange } from '../../../templates/web/article.tsx';
import { ArticleDeskPage } from '../../../templates/web/desk/article.tsx';
import type { ArticleDeskView } from '../../../templates/web/desk/article-desk-view.ts';
import { ProposalPage } from '../../../templates/web/desk/article-proposal.tsx';
import { ConflictPage, VersionPage } from '../../../templates/web/desk/article-versions.tsx';
import { ArticlesPage, type ArticlesView } from '../../../templates/web/desk/articles.tsx';
import { ArticlesTogetherPage } from '../../../templates/web/desk/articles-together.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const at = (text: string) => ({ text, iso: '2026-11-24T09:00:00.000Z' });
const sections = [
  { slug: 'communities', label: 'Communities' },
  { slug: 'new-powers', label: 'New powers' },
];
const view = (text: string, count: number, current = false) => ({
  text,
  count,
  href: '/desk/articles',
  current,
});

const list: Omit<ArticlesView, 'site'> = {
  articles: [
    {
      id: 31,
      headline: 'Market traders learn to spot forged notes',
      organisation: 'Marlhaven Borough Council',
      status: 'submitted',
      section: 'Communities',
      edition: null,
      changed: at('today 09:00'),
    },
    {
      id: 30,
      headline:
        'A bridge, two ferries and a van that never arrived: what three forces found when they compared notes',
      organisation: null,
      status: 'accepted',
      section: 'New powers',
      edition: 8,
      changed: at('yesterday 16:20'),
    },
    {
      id: 12,
      headline: 'Deckhands',
      organisation: 'Eddlesea Harbour Trust',
      status: 'declined',
      section: 'Communities',
      edition: null,
      changed: at('2 October'),
    },
  ],
  counts: [
    { ...view('', 1), status: 'submitted' },
    { ...view('', 1), status: 'accepted' },
    { ...view('', 1), status: 'declined' },
  ],
  all: view('All', 3, true),
  asked: { words: '', status: '', section: '', edition: '', order: '' },
  sections,
  editions: [8, 7],
  total: 3,
  empty: false,
  mayJudge: true,
  pager: { page: 1, pages: 2, next: '/desk/articles?page=2' },
};

const nothing = Object.fromEntries(TYPED_FIELDS.map((field) => [field, ''])) as Typed;
const typed: Typed = {
  ...nothing,
  headline: 'Market traders learn to spot forged notes',
  summary: 'Forty stalls, one lamp each, and a telephone number that is answered.',
  body: 'Forged notes came to **Marlhaven** market in June.\n\n## What helped\n\n- A lamp at each stall\n- One number to ring',
  section: 'communities',
  organisation: 'Marlhaven Borough Council',
  contactName: 'Markets team',
  contactEmail: 'markets@example.org',
};
const form = (
  more: Partial<NonNullable<ArticleDeskView['form']>> = {},
): NonNullable<ArticleDeskView['form']> => ({
  action: '/desk/articles/31',
  copyTo: '/desk/articles/31/copy',
  preview: '/desk/articles/31/preview',
  paste: '/desk/articles/paste',
  typed,
  base: 2,
  problems: [],
  sections,
  pictures: [],
  unsaved: false,
  exists: true,
  ...more,
});

const shown: Omit<ArticleDeskView, 'site' | 'form'> = {
  id: 31,
  title: 'Market traders learn to spot forged notes',
  preview: 'about:blank',
  status: 'submitted',
  edition: null,
  others: [],
  remarks: [],
  alike: [],
  notes: [
    {
      about: 'note',
      words: 'Is the number staffed at weekends?',
      at: at('today 10:12'),
      who: 'Kim Example',
    },
  ],
  versions: [
    {
      number: 2,
      who: 'Ed Example',
      how: 'at the desk',
      at: at('today 09:40'),
      words: 'Shorter',
      restored: null,
    },
    {
      number: 1,
      who: 'The contributor',
      how: 'sent in',
      at: at('today 09:00'),
      words: null,
      restored: null,
    },
  ],
  editions: [8],
  may: { judge: true, correct: true },
  said: { words: '' },
};
const article = (site: Site, more: Partial<ArticleDeskView> = {}) => (
  <ArticleDeskPage site={site} {...shown} form={form()} {...more} />
);

const wrong: TypedProblem[] = [
  { field: 'headline', sentence: 'is missing.' },
  { field: 'section', sentence: 'is missing.' },
];
const change: WordChange[] = [
  { kind: 'same', text: 'Forty stalls, ' },
  { kind: 'removed', text: 'a lamp' },
  { kind: 'added', text: 'one lamp each' },
];

/** Articles as the desk looks for them, writes them and decides on them. */
export const deskArticles = [
  deskStory('articles', (site) => <ArticlesPage site={site} {...list} />, {
    done: 'The articles are accepted.',
  }),
  deskStory('articles-none', (site) => <ArticlesPage site={site} {...list} articles={[]} total={0} empty />),
  deskStory('articles-not-found', (site) => (
    <ArticlesPage site={site} {...list} articles={[]} total={0} asked={{ ...list.asked, words: 'lamps' }} />
  )),
  deskStory('article', (site) => article(site)),
  deskStory('article-pictures', (site) =>
    article(site, {
      form: form({
        typed: {
          ...typed,
          picture: 'a'.repeat(64),
          alt: 'A stall under a lamp.',
          picture2: 'b'.repeat(64),
          caption2: 'The card that hangs at each stall.',
        },
        pictures: [site.asset('icon.svg'), site.asset('icon.svg')],
        problems: [
          { field: 'alt2', sentence: 'is empty: say what is in the picture, for who cannot see it.' },
        ],
      }),
    }),
  ),
  deskStory('article-warned', (site) =>
    article(site, {
      form: form({ unsaved: true }),
      unsaved: { at: at('today 11:58'), behind: true },
      others: ['Kim Example'],
      remarks: ['A picture was left out: it could not be read.'],
      alike: [{ id: 9, headline: 'Forged notes at the market', edition: 7, why: 'words' }],
      proposal: '/desk/articles/31/proposal',
      telling: { href: '/desk/editions/7/tellings', askedBy: 'Kim Example', at: at('today 11:30') },
      found: { check: '/desk/editions/8/check', messages: ['The headline is long: phones cut it.'] },
    }),
  ),
  deskStory('article-wrong', (site) =>
    article(site, {
      form: form({ typed: { ...typed, headline: '', section: '' }, problems: wrong, exists: false }),
      versions: [],
      notes: [],
    }),
  ),
  deskStory('article-frozen', (site) => (
    <ArticleDeskPage
      site={site}
      {...shown}
      status="published"
      edition={7}
      frozen={{ edition: 7, state: 'sent', down: false }}
    />
  )),
  deskStory('version', (site) => (
    <VersionPage
      site={site}
      id={31}
      number={1}
      headline="Market traders learn to spot forged notes"
      who="The contributor"
      how="sent in"
      at={at('today 09:00')}
      words={null}
      changes={[{ label: 'Headline', words: [{ kind: 'added', text: 'Forged notes' }] }]}
      sinceThen={[{ label: 'Summary', words: change }]}
      mayRestore
    />
  )),
  deskStory('conflict', (site) => (
    <ConflictPage
      site={site}
      id={31}
      headline="Market traders learn to spot forged notes"
      theirs={{ number: 3, who: 'Kim Example', at: at('today 11:40') }}
      fields={[
        {
          label: 'Summary',
          theirs: 'Forty stalls, a lamp',
          yours: 'Forty stalls, one lamp each',
          words: change,
        },
      ]}
      typed={{ summary: 'Forty stalls, one lamp each' }}
    />
  )),
  deskStory('together', (site) => (
    <ArticlesTogetherPage
      site={site}
      verb="decline"
      articles={list.articles.slice(0, 2)}
      words=""
      error="Enter the words that their contributors get"
    />
  )),
  deskStory('proposal', () => (
    <ProposalPage
      back="/desk/articles/31"
      headline="Market traders learn to spot forged notes"
      proposal={4}
      at={at('today 12:02')}
      changes={[{ label: 'Summary', words: change }]}
    />
  )),
];
