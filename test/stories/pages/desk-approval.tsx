import { ApprovalPage, type ApprovalProps } from '../../../templates/web/desk/approval.tsx';
import {
  ApproveByLink,
  type ApproveByLinkProps,
  ApprovedByLink,
  DeadApprovalLink,
} from '../../../templates/web/desk/approve-by-link.tsx';
import { EditionOverview } from '../../../templates/web/desk/edition.tsx';
import { EditionListPage } from '../../../templates/web/desk/edition-list.tsx';
import type { ReviewProps } from '../../../templates/web/desk/review.tsx';
import { SendPage, type SendProps } from '../../../templates/web/desk/send.tsx';
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
  deskStory('send-going', (site) => send(site, { sendable: false, mayTest: false, state: going })),
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
