import { type NoticeKind, type NoticeParams, noticeParams } from '../../../src/core/notices.ts';
import { type NoticeOptions, renderNotice } from '../../../src/rendering/index.ts';
import { gazetteTheme, standardTheme } from '../../../templates/theme.ts';
import type { Story } from '../story.ts';
import { mail, publicUrl, textMail } from './mail.ts';

export const noticeOptions: NoticeOptions = {
  publicUrl,
  theme: standardTheme,
  bulletin: { title: 'Common Ground', publisher: 'Example Centre', mailbox: 'bulletin@example.org' },
  timeZone: 'Europe/London',
};
const manage = { preferencesToken: 'pref.tok', unsubscribeToken: 'unsub.tok' };

/** One notice of each kind. */
export const noticeSamples: { [Kind in NoticeKind]: NoticeParams<Kind> } = {
  'confirm-subscription': {
    token: 'conf.tok',
    expiresAt: '2026-06-24T09:00:00Z',
    sections: ['News', 'Law & order'],
  },
  welcome: { ...manage, sections: null },
  'already-subscribed': manage,
  'preferences-link': manage,
  'address-change-confirm': { token: 'addr.tok', expiresAt: '2026-12-24T09:00:00Z' },
  'address-change-announce': {},
  'article-told': {
    ...manage,
    edition: 7,
    title: 'Common Ground',
    cover: 'November 2026',
    headline: 'Night bus crews win the Shared Effort award',
    path: '/editions/7/night-bus-crews-win-the-shared-effort-award',
    note: 'We wrote that 14 people had left forced work. At the time of the award it was 12.',
    takenDown: false,
  },
  'telling-waits': { edition: 7, article: 'night-bus-crews', headline: 'Night <Bus crews', readers: 4_210 },
  'approval-void': {
    edition: 7,
    title: 'Common <Ground>',
    approvedAt: '2026-11-24T09:00:00Z',
    changes: [
      'The welcome was changed.',
      '“Night bus crews win the Shared Effort award” was changed: text, picture.',
      'Added: “A new shed”.',
    ],
  },
  'desk-sign-in': {
    token: 'sssssssssssssssssssssssssssssssssssssssssss',
    code: 'B2C3D4F5',
    expiresAt: '2026-11-24T09:15:00.000Z',
  },
  'story-link': {
    contribution: 7,
    url: 'https://bulletin.example.org/my-story/sssssssssssssssssssssssssssssssssssssssssss',
  },
  'story-news': {
    contribution: 7,
    reference: 'S-42',
    headline: 'Beans for all',
    news: 'changes-asked',
    words: 'Please say who grows them.\nAnd where.',
    url: 'https://bulletin.example.org/my-story/sssssssssssssssssssssssssssssssssssssssssss',
  },
  'call-for-articles': { deadline: '2027-01-12T09:00:00Z', sendAt: '2027-02-02T09:00:00Z', reminder: false },
  'approval-news': {
    edition: 7,
    title: 'Common <Ground>',
    news: 'sent-back',
    by: 'Priya Example',
    words: 'The second article names a person who asked not to be named.',
    url: 'https://bulletin.example.org/desk/editions/7',
  },
  alarm: {
    news: 'raised',
    title: 'Run 12 of edition 7 is held',
    paragraphs: [
      'Amazon SES says: Email sending is paused for this account.',
      'It goes on once the cause is mended and somebody resumes it at the desk.',
    ],
    since: '2026-11-24T09:00:00.000Z',
  },
  'approval-reminder': { edition: 7, title: 'Common <Ground>', waitingSince: '2026-11-24T09:00:00Z' },
};
const kinds = Object.keys(noticeParams) as NoticeKind[];
const written = (kind: NoticeKind, theme = standardTheme) =>
  renderNotice(kind, noticeSamples[kind], { ...noticeOptions, theme });

const waits = {
  edition: 7,
  title: 'Common <Ground>',
  waitingSince: '2026-11-24T09:00:00Z',
  url: 'https://bulletin.example.org/approve/sssssssssssssssssssssssssssssssssssssssssss',
};
const asked = [
  { who: 'Priya Example, by Ed Example', since: '2026-11-24T09:00:00.000Z' },
  { who: 'Dana Example, in the place of Priya Example', since: '2026-11-27T09:00:00.000Z' },
];
const near = {
  edition: 7,
  title: 'Common <Ground>',
  news: 'date-near' as const,
  sendAt: '2026-12-01T09:00:00.000Z',
  asked,
  url: 'https://bulletin.example.org/desk/editions/7',
};

const storyLink = {
  contribution: 7,
  url: 'https://bulletin.example.org/my-story/sssssssssssssssssssssssssssssssssssssssssss',
};

/** What a kind says when somebody does not answer. */
const unanswered = [
  ['approval-reminder-again', 'approval-reminder', { ...waits, reminder: true, askedBy: 'Ed Example' }],
  ['approval-reminder-deputy', 'approval-reminder', { ...waits, deputyFor: 'Priya Example' }],
  ['approval-news-date-near', 'approval-news', near],
  ['approval-reminder-date', 'approval-reminder', { ...waits, reminder: true, sendAt: near.sendAt }],
  ['story-link-unfinished', 'story-link', { ...storyLink, deadline: '2027-01-12T09:00:00.000Z' }],
] as const;

/** Mails to one person about their own doings. */
export const notices: readonly Story[] = [
  ...unanswered.map(([name, kind, params]) =>
    mail(name, () => renderNotice(kind, params, { ...noticeOptions, theme: standardTheme }).html),
  ),
  ...kinds.map((kind) => mail(kind, () => written(kind).html)),
  ...kinds.map((kind) => mail(`${kind}-gazette`, () => written(kind, gazetteTheme).html)),
  ...kinds.map((kind) => textMail(`text-${kind}`, () => written(kind).text)),
];
