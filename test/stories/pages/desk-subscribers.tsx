import type { SubscriberState } from '../../../src/core/index.ts';
import { ImportMatchPage, type ImportMatchView } from '../../../templates/web/desk/import-match.tsx';
import {
  ImportResultPage,
  type ImportResultView,
  ImportWorkingPage,
} from '../../../templates/web/desk/import-result.tsx';
import { ImportUploadPage } from '../../../templates/web/desk/import-upload.tsx';
import { SubscriberPage, type SubscriberView } from '../../../templates/web/desk/subscriber.tsx';
import { LiftPage, ReaderActPage } from '../../../templates/web/desk/subscriber-act.tsx';
import {
  type SubscriberRowView,
  SubscribersPage,
  type SubscribersView,
} from '../../../templates/web/desk/subscribers.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const since = { text: '2026-11-24 09:00 GMT', iso: '2026-11-24T09:00:00Z' };
const none = { active: 0, pending: 0, unsubscribed: 0, suppressed: 0, erased: 0 };
const states = { active: 4_210, pending: 12, unsubscribed: 318, suppressed: 41, erased: 9 };
const sections = [
  { slug: 'announcements', label: 'Announcements', readers: 4_102, href: '/' },
  { slug: 'communities', label: 'Communities', readers: 2_310, href: '/' },
  { slug: 'partnerships', label: 'Partnerships', readers: 1_204, href: '/' },
];
const months = ['Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov'].map(
  (short, at) => ({
    short,
    long: `${short} ${at === 0 ? 2025 : 2026}`,
    joined: [820, 60, 74, 210, 55, 41, 260, 30, 22, 190, 64, 90][at] ?? 0,
    left: [10, 12, 8, 44, 9, 7, 38, 6, 4, 30, 12, 9][at] ?? 0,
    bounced: at % 3 === 0 ? 12 : 1,
    stopped: at % 4 === 0 ? 3 : 0,
  }),
);
const row = (
  id: number,
  state: SubscriberState,
  more: Partial<SubscriberRowView> = {},
): SubscriberRowView => ({
  id,
  email: `reader-${id}@example.org`,
  name: 'Robin Reader',
  organisation: 'Example Council',
  state,
  reason: null,
  sections: 'Announcements, Communities',
  paused: undefined,
  since,
  ...more,
});
const rows = [
  row(9, 'active', { sections: 'All', paused: 'paused until 2026-12-31' }),
  row(8, 'pending', { name: null, organisation: null }),
  row(7, 'unsubscribed', { reason: 'left elsewhere' }),
  row(6, 'suppressed', { reason: 'hard bounce' }),
  row(5, 'active', { sections: '', name: null }),
];

const list = (site: Site, more: Partial<SubscribersView> = {}) => (
  <SubscribersPage
    site={site}
    asked={{ words: '', state: '', section: '' }}
    states={states}
    sections={sections}
    rows={rows}
    further={false}
    mayImport
    mayExport
    {...more}
  />
);

const one = (site: Site, more: Partial<SubscriberView> = {}) => (
  <SubscriberPage
    site={site}
    id={9}
    email="robin.reader@example.org"
    state="active"
    now="They get each edition that has something in their sections."
    facts={[
      { key: 'Name', value: 'Robin Reader' },
      { key: 'Organisation', value: 'Example Council' },
      { key: 'Sections', value: 'Announcements, Communities' },
      { key: 'Agreed', value: '2025-03-01 (form at the fair)' },
    ]}
    outcomes={[
      { edition: 7, sentence: 'They were not sent it: it had no article in the sections that they chose.' },
      {
        edition: 6,
        sentence: 'It was sent on 24 August 2026 at 09:00 and came back: soft bounce: MailboxFull.',
      },
    ]}
    ledger={[
      { at: since, event: 'imported', source: 'csv import', detail: 'sections: announcements, communities' },
      { at: since, event: 'soft bounce', source: 'amazon ses', detail: 'edition: 6' },
    ]}
    deliveries={[
      { edition: 7, state: 'skipped', at: since, reason: 'nothing in your sections' },
      { edition: 6, state: 'bounced', at: since, reason: 'soft bounce: MailboxFull' },
    ]}
    unrecorded="Mails before 2025-11-01 are no longer recorded one by one."
    mails={[{ at: since, kind: 'Link to their preferences', state: 'accepted' }]}
    lifts={[{ at: since, words: 'lifted, was hard bounce, mail went on. Their mailbox works again.' }]}
    acts={['unsubscribe', 'suppress', 'erase']}
    mayLink
    otherLanguages={[]}
    record
    {...more}
  />
);
const asked = (site: Site) => ({ site, id: 9, email: 'robin.reader@example.org' });
const noChoice = { field: 'next', message: 'Choose what happens then' };

const noFile = { field: 'file', message: 'Choose a file, or paste the rows of the list' };
const matching = (site: Site, more: Partial<ImportMatchView> = {}) => (
  <ImportMatchPage
    site={site}
    id={3}
    name="spring-fair.csv"
    columns={[
      { name: 'E-Mail', samples: ['ann@example.org', 'bob@example.org'] },
      { name: 'Topics', samples: ['announcements;communities'] },
      { name: 'Colour', samples: [] },
    ]}
    sections={sections}
    typed={{
      columns: ['email', 'sections', ''],
      sections: '',
      consentSource: 'Form at the spring fair',
      requireConsent: false,
      dates: '',
      encoding: '',
    }}
    problems={[]}
    {...more}
  />
);
const noAddress = { field: 'column-0', message: 'Say which column holds the email address' };
const result = (site: Site, more: Partial<ImportResultView> = {}) => (
  <ImportResultPage
    site={site}
    id={3}
    name="spring-fair.csv"
    state="tried"
    rows={1_204}
    counts={[
      { outcome: 'added', count: 1_100 },
      { outcome: 'updated', count: 92 },
      { outcome: 'rejected', count: 3 },
      { outcome: 'left', count: 9 },
    ]}
    remarks={[
      '12 of 1,204 rows say nothing about how or when the reader agreed. It is recorded as none given.',
    ]}
    outcome=""
    shown={[
      { line: 2, address: 'ann@example.org', outcome: 'added', reason: '' },
      { line: 3, address: '', outcome: 'rejected', reason: 'Enter an email address in the correct format.' },
      { line: 4, address: 'bob@example.org', outcome: 'left', reason: '' },
    ]}
    next={4}
    further={false}
    {...more}
  />
);

/** The readers, at the desk. */
export const deskSubscribers = [
  deskStory('subscribers', (site) =>
    list(site, { next: 5, overview: { months, sections, all: 1_900, active: 4_210 } }),
  ),
  deskStory('subscribers-none', (site) => list(site, { states: none, rows: [] })),
  deskStory('subscribers-found', (site) =>
    list(site, {
      asked: { words: 'reader-', state: 'active', section: 'communities' },
      next: 5,
      further: true,
    }),
  ),
  deskStory('subscribers-not-found', (site) =>
    list(site, { asked: { words: 'nobody@example.org', state: '', section: '' }, rows: [] }),
  ),
  deskStory('subscriber', one, { done: 'The link to their preferences is on its way to them.' }),
  deskStory('subscriber-erased', (site) =>
    one(site, {
      email: null,
      state: 'erased',
      now: 'They were erased: their address and name are gone, and what happened is kept without them.',
      facts: [{ key: 'Number', value: '9' }],
      outcomes: [],
      deliveries: [],
      unrecorded: undefined,
      mails: [],
      lifts: [],
      acts: [],
      mayLink: false,
      otherLanguages: [],
      record: false,
    }),
  ),
  deskStory('subscriber-unsubscribe', (site) => <ReaderActPage {...asked(site)} act="unsubscribe" />),
  deskStory('subscriber-erase', (site) => <ReaderActPage {...asked(site)} act="erase" />),
  deskStory(
    'subscriber-lift',
    (site) => (
      <LiftPage
        {...asked(site)}
        cause="a mail that came back for good"
        mayGoOn
        typed={{ next: '', reason: 'Their mailbox works again.' }}
        problems={[noChoice]}
      />
    ),
    { problems: [noChoice] },
  ),
  deskStory('import', (site) => (
    <ImportUploadPage
      site={site}
      lists={[{ id: 3, name: 'spring-fair.csv', state: 'Imported', at: since, who: 'Ada Example' }]}
      typed=""
      problems={[]}
    />
  )),
  deskStory(
    'import-nothing',
    (site) => <ImportUploadPage site={site} lists={[]} typed="" problems={[noFile]} />,
    { problems: [noFile] },
  ),
  deskStory('import-match', matching),
  deskStory(
    'import-match-problems',
    (site) =>
      matching(site, {
        typed: {
          columns: ['', '', ''],
          sections: '*',
          consentSource: '',
          requireConsent: true,
          dates: 'dmy',
          encoding: 'macintosh',
        },
        problems: [noAddress],
      }),
    { problems: [noAddress] },
  ),
  deskStory('import-working', (site) => (
    <ImportWorkingPage site={site} id={3} name="spring-fair.csv" doing="importing" rowsDone={4_000} />
  )),
  deskStory('import-tried', result),
  deskStory('import-done', (site) =>
    result(site, { state: 'done', outcome: 'erased', shown: [], next: undefined, remarks: [] }),
  ),
];
