import { standardTheme, themes } from '../../../templates/theme.ts';
import * as c from '../../../templates/web/components/index.ts';
import type { Story } from '../story.ts';
import { buttons, choices, confirming, errors, fields } from './form-components.tsx';
import { show, story } from './show-component.tsx';

const said = () => (
  <>
    <c.NotificationBanner type="success" text="The edition is approved" disableAutoFocus />
    <c.NotificationBanner disableAutoFocus>
      <p>The copy deadline is on Friday.</p>
    </c.NotificationBanner>
    <c.Panel title="You are subscribed" headingLevel={2}>
      The next edition comes to your mailbox
    </c.Panel>
    <c.InsetText>
      Did you mean <strong>reader@example.org</strong>?
    </c.InsetText>
    <c.WarningText>This cannot be undone.</c.WarningText>
    <c.LabelledPanel label="Correction" kind="notice">
      <p>We wrote 14. It was 12.</p>
    </c.LabelledPanel>
    <c.Details summary="The email has not come" open>
      <p>Look in your spam folder.</p>
    </c.Details>
  </>
);

const lists = () => (
  <>
    <p>
      <c.Tag>Draft</c.Tag> <c.Tag classes="govuk-tag--good">Approved</c.Tag>{' '}
      <c.Tag classes="govuk-tag--bad">Held</c.Tag>
    </p>
    <c.Table
      caption="Mails of edition 7"
      firstCellIsHeader
      head={[
        { content: 'Section' },
        { content: 'Readers', format: 'numeric' },
        { content: 'Delivered', format: 'numeric' },
      ]}
      rows={[
        [
          { content: 'Communities' },
          { content: '2,310', format: 'numeric' },
          { content: '2,298', format: 'numeric' },
        ],
        [
          { content: 'Partnerships' },
          { content: '1,204', format: 'numeric' },
          { content: '1,199', format: 'numeric' },
        ],
      ]}
    />
    <c.SummaryList
      rows={[
        {
          key: 'Email address',
          value: 'reader@example.org',
          actions: { items: [{ href: '/', content: 'Change', visuallyHiddenText: 'email address' }] },
        },
        { key: 'Kind of email', value: 'With pictures' },
      ]}
    />
    <c.ProgressBar id="sent" value={2310} max={4210} words="2,310 of 4,210 mails have been sent" />
    <c.EmptyState title="No article has come yet">
      <p>Articles appear here as soon as somebody submits one.</p>
    </c.EmptyState>
  </>
);

const ways = () => (
  <>
    <c.BackLink href="/">Back</c.BackLink>
    <c.Breadcrumbs
      items={[
        { href: '/', content: 'Editions' },
        { href: '/7', content: 'Common Ground, issue 7, November 2026' },
      ]}
    />
    <c.Tabs
      label="Parts of edition 7"
      items={[
        { href: '/a', content: 'Contents', current: true },
        { href: '/b', content: 'Preview' },
        { href: '/c', content: 'Check' },
        { href: '/d', content: 'Send' },
      ]}
    />
    <c.SearchForm action="/search" label="Search all editions" button="Search" value="police" />
    <p>
      <c.Swatch colour="#1b3a6b" /> A dark section, <c.Swatch colour="#f2c14e" /> a light one
    </p>
    <c.ColourBar colour="#1b3a6b" />
    <c.Pager
      label="Pages of results"
      lang="en-GB"
      previous={{ href: '/1', label: 'Previous', title: 'Page 1' }}
      next={{ href: '/3', label: 'Next', title: 'Page 3 of 4' }}
    />
  </>
);

const journal = themes.gazette ?? standardTheme;

/** Each component in its states: what pages of readers, contributors and the desk are made of. */
const charts = () => (
  <c.BarChart
    label="Who joined and who went, by month"
    series={[
      { name: 'Joined', look: 1 },
      { name: 'Left', look: 2, down: true },
      { name: 'Bounced', look: 3, down: true },
      { name: 'Complained', look: 4, down: true },
    ]}
    bars={[
      { label: 'Aug', values: [120, 10, 8, 2] },
      { label: 'Sep', values: [0, 0, 0, 0] },
      { label: 'Oct', values: [64, 12, 0, 4] },
    ]}
  />
);

export const components: readonly Story[] = [
  story('buttons', buttons),
  story('fields', fields),
  story('choices', choices),
  story('errors', errors),
  story('said', said),
  story('lists', lists),
  story('ways', ways),
  story('charts', charts),
  story('said-journal', said, journal),
  story('fields-journal', fields, journal),
  { name: 'confirming', open: (page) => show(page, standardTheme, confirming()) },
];
