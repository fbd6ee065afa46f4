import type { Page } from 'playwright-core';
import { standardTheme } from '../../../templates/theme.ts';
import { EditionCheck, type EditionCheckProps } from '../../../templates/web/desk/check.tsx';
import type { LinksView } from '../../../templates/web/desk/check-links.tsx';
import { PreviewPage, type PreviewProps } from '../../../templates/web/desk/preview.tsx';
import { EditionPrint } from '../../../templates/web/desk/print.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { showDocument } from './show-component.tsx';
import { deskStory } from './show-desk.tsx';

const sections = [
  { slug: 'announcements', label: 'Announcements' },
  { slug: 'celebrating-success', label: 'Celebrating success' },
  { slug: 'new-powers', label: 'New powers' },
];
const some = { sections: ['announcements', 'new-powers'], labels: ['Announcements', 'New powers'] };
const shown: NonNullable<PreviewProps['shown']> = {
  ...some,
  choices: [
    { ...some, readers: 1_204 },
    { sections: ['announcements'], labels: ['Announcements'], readers: 1 },
  ],
  nobody: false,
  subject: 'Common Ground: November 2026, issue 7',
  preheader: '',
  size: 99_400,
  shortened: ['Three forces, one digital desk'],
  headlines: [],
};
const query = { sections: some.sections, format: 'html', width: 600, dark: false } as const;

const preview = (site: Site, more: Partial<PreviewProps> = {}) => (
  <PreviewPage
    site={site}
    number={7}
    query={query}
    languages={[]}
    sections={sections}
    shown={shown}
    {...more}
  />
);

const size = (labels: readonly string[], octets: number, shortened = 0) => ({
  sections: labels,
  labels,
  octets,
  textOctets: 9_000,
  shortened,
});
const check = (site: Site, more: Partial<EditionCheckProps> = {}) => (
  <EditionCheck
    site={site}
    number={7}
    empty={false}
    links={{ findings: [], links: [] }}
    audience={{
      total: 4_210,
      takes: 'At 14 a second this takes 6 min.',
      last: 6,
      sections: [
        { label: 'Announcements', readers: 4_102, before: 3_988 },
        { label: 'Communities', readers: 2_310, before: 2_331 },
      ],
    }}
    report={{
      checkedAt: new Date('2026-11-24T09:00:00Z'),
      findings: [
        { level: 'error', place: 'A new shed', message: 'The image has no alternative text.' },
        {
          level: 'warning',
          place: 'The edition',
          message: 'There is no preheader: mailboxes will show the strapline.',
        },
        {
          level: 'advice',
          place: 'A new shed',
          message:
            '“58%” stands large, as a statistic: where it is none, do not begin the paragraph with it in bold.',
        },
      ],
      sizes: [size(['Announcements', 'New powers'], 99_400, 2), size(['Announcements'], 8_300)],
    }}
    {...more}
  />
);

const shed = { href: '/desk/articles/3', name: 'A new shed', field: 'in the story, “the plans of the shed”' };
const asked = { text: '24 November 09:04', iso: '2026-11-24T09:04:00Z' };
const gone =
  'https://allotments.example.org/plans/2026/a-rather-long-address-of-a-page-that-is-not-there.html';
const checkedLinks: LinksView = {
  finished: '24 November 2026 at 09:04',
  findings: [
    {
      level: 'warning',
      url: gone,
      place: shed,
      message: `The link ${gone} is dead: its site says that the page is not there (404).`,
      mend: 'Find where the page is now, or take the link out.',
    },
  ],
  links: [
    {
      url: 'https://example.org/',
      places: [shed, { ...shed, field: 'under its links, “More”' }],
      answer: 200,
      at: asked,
    },
    { url: gone, places: [shed], answer: 404, at: asked },
    { url: 'https://example.org/new', places: [shed], answer: undefined, at: undefined },
  ],
};

const printed = (site: Site) => (
  <EditionPrint
    site={site}
    edition={{
      number: 7,
      title: 'Common Ground',
      cover: 'November 2026',
      strapline: 'What worked, and who to ask',
      preheader: 'Three forces, one digital desk',
      publisher: 'Common Ground editors',
      mailbox: 'ground@example.org',
    }}
    sheets={{
      welcome: '<p>Welcome to the seventh Common Ground.</p>',
      sections: [
        {
          label: 'Announcements',
          articles: [
            {
              href: '/editions/7/shed',
              headline: 'A new shed',
              summary: 'It has a roof.',
              own: {},
              title: {},
              lead: {},
              fixed: {},
              figures: {},
              onlyIn: '',
              bodyHtml: '<p>The roof is of larch. See <a href="https://example.org/">the plans</a>.</p>',
              pictures: [],
              documents: [],
              links: [],
              corrections: [],
            },
          ],
        },
      ],
    }}
    content={'0123456789abcdef'.repeat(4)}
    at={new Date('2026-11-24T09:00:00Z')}
    stylesheet={site.asset('desk.css')}
  />
);

/** What a mail will look like, and what was found in an edition. */
export const deskPreview = [
  deskStory('preview', (site) => preview(site)),
  deskStory('preview-text', (site) =>
    preview(site, {
      query: { ...query, format: 'text' },
      shown: { ...shown, text: 'COMMON GROUND\n\nWelcome to the seventh Common Ground.' },
    }),
  ),
  deskStory('preview-reader-without', (site) =>
    preview(site, {
      query: { reader: 12, format: 'html', width: 375, dark: true },
      shown: { ...shown, nobody: true },
    }),
  ),
  deskStory('preview-being-made', (site) => preview(site, { shown: undefined })),
  deskStory('preview-empty', (site) => preview(site, { sections: [], shown: undefined })),
  { name: 'print', desk: true as const, open: (page: Page) => showDocument(page, standardTheme, printed) },
  deskStory('check', (site) => check(site)),
  deskStory('check-links-being-asked', (site) =>
    check(site, { links: { doing: { done: 12, of: 42 }, findings: [], links: [] } }),
  ),
  deskStory('check-links', (site) => check(site, { links: checkedLinks })),
  deskStory('check-being-made', (site) => check(site, { report: undefined })),
];
