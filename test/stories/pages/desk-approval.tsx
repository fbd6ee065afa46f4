import { ApprovalPage, type ApprovalProps } from '../../../templates/web/desk/approval.tsx';
import {
  ApproveByLink,
  type ApproveByLinkProps,
  ApprovedByLink,
  DeadApprovalLink,
} from '../../../templates/web/desk/approve-by-link.tsx';
import { EditionOverview } from '../../../templates/web/desk/edition.tsx';
import { EditionListPage } from '../../../templates/web/desk/edition-list.tsx';
import { ReportPage, type ReportProps } from '../../../templates/web/desk/report.tsx';
import { ReportDoubt } from '../../../templates/web/desk/report-doubt.tsx';
import type { ReportFigures } from '../../../templates/web/desk/report-figures.tsx';
import type { ReviewProps } from '../../../templates/web/desk/review.tsx';
import { SendPage, type SendProps } from '../../../templates/web/desk/send.tsx';
import { TellingsPage } from '../../../templates/web/desk/tellings.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const at = new Date('2026-11-24T09:00:00Z');
const review: ReviewProps = {
  number: 7,
  cover: 'November 2026',
  title: 'Common Ground',
  frame: '/mail',
  since: {
    why: 'sent-back',
    own: true,
    by: 'Priya Example',
    at,
    changes: ['“Night bus crews win the Shared Effort award” was changed: text.', 'Added: “A new shed”.'],
    differences: [
      {
        of: 'Night bus crews win the Shared Effort award: text',
        words: [
          { kind: 'same', text: 'At the time of the award' },
          { kind: 'removed', text: ' 14' },
          { kind: 'added', text: ' 12' },
          { kind: 'same', text: ' people had left forced work.' },
        ],
      },
    ],
  },
  sections: [
    {
      label: 'Celebrating success',
      articles: [
        {
          headline: 'Night bus crews win the Shared Effort award',
          summary: 'Crews of three towns learnt to see the signs.',
          text: 'At the time of the award 12 people had left forced work.\n\nThe crews meet each month.',
        },
      ],
    },
  ],
};
const { since: _, ...first } = review;
const answer = { by: 'Kim Reader, a guest by link 3 (name not proved)', own: false, at, words: null };

const byLink = (site: Site, more: Partial<ApproveByLinkProps> = {}) => (
  <ApproveByLink
    site={site}
    review={review}
    content="abc"
    guest={false}
    person="Priya Example"
    askedBy="Ed Example"
    follows="Approving does not send it: the editors decide when it is sent."
    typed={{ name: '', words: '' }}
    problems={[]}
    {...more}
  />
);

const approval = (site: Site, more: Partial<ApprovalProps> = {}) => (
  <ApprovalPage
    site={site}
    number={7}
    stands="It waits for its approvers."
    review={first}
    content="abc"
    follows="Approving does not send it: the editors decide when it is sent."
    may={{ ask: true, approve: true, alone: true, reopen: false, send: true }}
    people={[
      { id: 1, name: 'Priya Example' },
      { id: 2, name: 'Sam Sample' },
    ]}
    asked={[
      {
        link: 4,
        who: 'Press office (press@example.org)',
        guest: true,
        by: 'Ed Example',
        at,
        state: 'None yet',
        revocable: true,
      },
      {
        link: 3,
        who: 'Priya Example',
        guest: false,
        by: 'Ed Example',
        at,
        state: 'Sent back',
        revocable: true,
      },
    ]}
    history={[{ at, what: 'Sent back by Priya Example', words: 'The second article is too long.' }]}
    typed={{}}
    problems={[]}
    {...more}
  />
);

const problem = { field: 'name', message: 'Enter your name' };
const noAddress = { field: 'email', message: 'Choose somebody, or enter an email address' };
const sections = [
  {
    slug: 'celebrating-success',
    label: 'Celebrating success',
    articles: [{ id: 1, headline: 'Night bus crews win the Shared Effort award' }],
  },
];

const send = (site: Site, more: Partial<SendProps> = {}) => (
  <SendPage
    site={site}
    number={7}
    state={{
      sentence: 'It is approved. Nobody has said yet when it is sent.',
      done: 0,
      of: 0,
      words: '',
      stoppable: false,
      moving: false,
    }}
    sendable
    audience={{
      total: 4_210,
      sections: [
        { label: 'Announcements', readers: 4_102 },
        { label: 'Communities', readers: 2_310 },
      ],
      takes: 'At 14 a second this takes 6 min.',
    }}
    holdMinutes={10}
    asksNumber
    maySend
    mayTest
    typed={{}}
    problems={[]}
    {...more}
  />
);
const going = {
  sentence: 'It is being sent.',
  done: 1_204,
  of: 4_210,
  words: '1,204 of 4,210 mails settled',
  stoppable: true,
  moving: false,
};

const figures: ReportFigures = {
  planned: 4_214,
  totals: {
    sent: 4_199,
    delivered: 4_150,
    bounced: 31,
    complained: 2,
    unknown: 2,
    open: 0,
    skipped: 12,
    refused: 1,
  },
  skippedBy: [
    { why: 'paused until 1 February 2027', mails: 8 },
    { why: 'unsubscribed since the plan', mails: 4 },
  ],
  refusedBy: [{ why: 'Amazon SES refused the address', mails: 1 }],
  mayDecide: true,
  sections: [
    { label: 'Announcements', sent: 4_102, delivered: 4_060, bounced: 30, complained: 2, unknown: 2 },
    { label: 'Communities', sent: 2_310, delivered: 2_290, bounced: 11, complained: 0, unknown: 1 },
  ],
  languages: [
    { language: 'English (en)', sent: 3_989, delivered: 3_950, bounced: 29, complained: 2, unknown: 2 },
    { language: 'Welsh (cy)', sent: 210, delivered: 200, bounced: 2, complained: 0, unknown: 0 },
  ],
  domains: [
    { domain: 'north.example.org', sent: 3_120, delivered: 3_101, bounced: 12, complained: 1, unknown: 0 },
    { domain: 'south.example.org', sent: 801, delivered: 780, bounced: 13, complained: 1, unknown: 2 },
  ],
  otherDomains: { domains: 61, sent: 278, delivered: 269, bounced: 6, complained: 0, unknown: 0 },
  times: ['09:00', '09:01', '09:02', '09:03', '09:04'].map((short, minute) => ({
    short,
    long: `24 November 2026 at ${short}`,
    sent: minute === 4 ? 839 : 840,
    delivered: 830,
    bounced: 5 + minute,
    complained: minute === 2 ? 2 : 0,
    unknown: 0,
  })),
  left: [
    { why: 'It is too long', readers: 4 },
    { why: 'They gave none', readers: 3 },
  ],
};
const report = (site: Site, more: Partial<ReportProps> = {}) => (
  <ReportPage
    site={site}
    number={7}
    state={{
      ...going,
      sentence: 'It has been sent: 4,199 mails.',
      done: 4_212,
      of: 4_214,
      words: '4,212 of 4,214 mails settled',
      stoppable: false,
    }}
    figures={figures}
    {...more}
  />
);

/** The approval of an edition: as an approver sees it on a phone, and at the desk. */
export const deskApproval = [
  deskStory('by-link', byLink, { outside: true }),
  deskStory('by-link-guest', (site) => byLink(site, { review: first, guest: true, problems: [problem] }), {
    outside: true,
    problems: [problem],
  }),
  deskStory(
    'by-link-refused',
    (site) =>
      byLink(site, {
        refused: 'its content was last changed by Ed Example, and somebody else must approve it',
      }),
    { outside: true },
  ),
  deskStory(
    'by-link-approved',
    (site) => (
      <ApprovedByLink
        site={site}
        review={first}
        given={answer}
        follows="The editors decide when it is sent."
      />
    ),
    { outside: true },
  ),
  deskStory('by-link-revoked', () => <DeadApprovalLink why="revoked" />, { outside: true }),
  deskStory(
    'waiting',
    (site) => approval(site, { sentBack: { ...answer, words: 'The second article\nis too long.' } }),
    {
      done: 'They are asked. The mails go as soon as the edition is checked and its mail is made.',
    },
  ),
  deskStory('nobody-chosen', (site) => approval(site, { asked: [], history: [], problems: [noAddress] }), {
    problems: [noAddress],
  }),
  deskStory('approved-alone', (site) =>
    approval(site, {
      stands: 'Sam Sample approved it on 24 November 2026 at 09:00. Nobody has said yet when it is sent.',
      approved: answer,
      alone: { approval: 1, reason: 'Priya is away.', mayLook: true },
      may: { ask: false, approve: false, alone: false, reopen: true, send: true },
      history: [
        {
          at,
          what: 'Approved by Sam Sample, without a second person: Priya is away.',
          words: null,
          hash: 'ab12'.repeat(16),
        },
      ],
    }),
  ),
  deskStory('editions', (site) => (
    <EditionListPage
      site={site}
      editions={[
        { number: 8, state: 'planned', cover: 'February 2027', title: 'Common Ground' },
        { number: 7, state: 'approved', cover: 'November 2026', title: 'Common Ground', sendAt: at },
        { number: 6, state: 'published', cover: 'August 2026', title: 'Common Ground', publishedAt: at },
      ]}
    />
  )),
  deskStory('send', send),
  deskStory('send-held', (site) =>
    send(site, {
      sendable: false,
      state: {
        ...going,
        sentence:
          'It is held until 24 November 2026 at 09:10. “Stop” calls it back; nobody has got anything yet.',
        done: 0,
        of: 0,
      },
    }),
  ),
  deskStory('send-stopped', (site) =>
    send(site, {
      sendable: false,
      mayTest: false,
      state: {
        ...going,
        sentence: 'Its sending stands still. paused by a person',
        stoppable: false,
        resumable: true,
      },
    }),
  ),
  deskStory('send-going', (site) => send(site, { sendable: false, mayTest: false, state: going })),
  deskStory('report', report),
  deskStory('report-going', (site) => report(site, { state: going })),
  deskStory('report-not-sent', (site) => (
    <ReportPage
      site={site}
      number={7}
      state={{ ...going, of: 0, sentence: 'It must be approved before it is sent.' }}
    />
  )),
  deskStory('report-folded', (site) =>
    report(site, {
      figures: {
        ...figures,
        folded: { mails: 4_214, before: '2026-02-28' },
        sections: [],
        domains: [],
        times: [],
        left: [],
      },
    }),
  ),
  deskStory('report-doubt', (site) => (
    <ReportDoubt
      site={site}
      number={7}
      all={2}
      shown="abc"
      mails={[17, 1_204].map((reader) => ({
        id: reader,
        reader,
        since: at,
        why: 'the connection broke before Amazon SES answered',
      }))}
    />
  )),
  deskStory('tellings', (site) => (
    <TellingsPage
      site={site}
      number={7}
      mayApprove
      mayDrop
      tellings={[
        {
          id: 1,
          headline: 'Night bus crews win the Shared Effort award',
          takenDown: false,
          note: 'The crews come from three towns, not two.',
          askedBy: 'Ed Example',
          since: at,
          readers: 2_310,
        },
        { id: 2, headline: 'A new shed', takenDown: true, note: '', askedBy: 'Sam Sample', since: at },
      ]}
    />
  )),
  deskStory('tellings-none', (site) => (
    <TellingsPage site={site} number={7} mayApprove mayDrop tellings={[]} />
  )),
  deskStory('report-no-doubt', (site) => <ReportDoubt site={site} number={7} all={0} mails={[]} shown="" />),
  deskStory('no-edition', (site) => <EditionListPage site={site} editions={[]} />),
  deskStory('edition', (site) => (
    <EditionOverview
      site={site}
      edition={{ number: 7, state: 'assembled', cover: 'November 2026', title: 'Common Ground' }}
      turn={{ whose: 'approvers', sentence: 'It waits for its approvers.' }}
      sections={sections}
    />
  )),
];
