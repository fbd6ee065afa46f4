import {
  type NoticeKind,
  type NoticeParams,
  parseEmailAddress,
  sectionSlug,
} from '../../../src/core/index.ts';
import { editionHead, fillTemplate, type MailHead, mailTemplate } from '../../../src/delivery/index.ts';
import type { FrozenSnapshot } from '../../../src/editions/index.ts';
import { compileEdition, renderNotice, spliceMail } from '../../../src/rendering/index.ts';
import { gazetteTheme, standardTheme, type Theme } from '../../../templates/theme.ts';
import { sampleEdition } from '../../rendering/sample.ts';
import { scriptsEdition } from '../../rendering/scripts.ts';

const publicUrl = 'https://bulletin.example.org';
const values = {
  to: parseEmailAddress('reader@example.org'),
  unsubscribe: `${publicUrl}/unsubscribe/k1.1.example`,
  preferences: `${publicUrl}/preferences/k1.1.example`,
};

/** A whole mail, and what a parser must find in it. */
export type GoldenMail = {
  name: string;
  raw: Buffer;
  head: MailHead;
  subject: string;
  html?: string;
  text: string;
};
type Content = Parameters<typeof mailTemplate>[0] & { html: string };

async function golden(
  name: string,
  content: Content,
  { head, format = 'html' }: { head: MailHead; format?: 'html' | 'text' },
): Promise<GoldenMail> {
  const messageKey = head.kind === 'bulk' ? 'd1.e6' : 'notice-1';
  const raw = Buffer.concat(
    fillTemplate(await mailTemplate(content, head, format), { ...values, messageKey }),
  );
  const filled = (text: string) =>
    text
      .replaceAll(content.slots.unsubscribe, values.unsubscribe)
      .replaceAll(content.slots.preferences, values.preferences);
  const { subject } = content;
  const html = format === 'html' ? { html: filled(content.html) } : {};
  return { name, raw, head, subject, text: filled(content.text), ...html };
}

type Choice = { frozen?: FrozenSnapshot; theme?: Theme; sections?: string[]; format?: 'html' | 'text' };

async function edition(
  name: string,
  { frozen = sampleEdition(6), theme = standardTheme, sections, format }: Choice,
): Promise<GoldenMail> {
  const compiled = await compileEdition(frozen, { publicUrl, theme });
  const { html = '', ...variant } = spliceMail(compiled, sections?.map(sectionSlug) ?? compiled.sections);
  const head = editionHead(frozen.snapshot, { publicUrl });
  return golden(name, { ...variant, html }, { head, ...(format ? { format } : {}) });
}

const manage = { preferencesToken: 'k1.1.example', unsubscribeToken: 'k1.1.example' };
const notices: { [Kind in NoticeKind]: NoticeParams<Kind> } = {
  'confirm-subscription': {
    token: 'k1.2.example',
    expiresAt: '2026-07-08T09:00:00Z',
    sections: ['Announcements', 'Communities'],
  },
  welcome: { ...manage, sections: null },
  'already-subscribed': manage,
  'preferences-link': manage,
  'address-change-confirm': { token: 'k1.3.example', expiresAt: '2026-07-08T09:00:00Z' },
  'address-change-announce': {},
  'article-told': {
    ...manage,
    edition: 6,
    title: 'Common Ground',
    cover: 'August 2026',
    headline: 'Night bus crews win the Shared Effort award',
    path: '/editions/6/night-bus-crews-win-the-shared-effort-award',
    note: 'We wrote that 14 people had left forced work. At the time of the award it was 12.',
    takenDown: false,
  },
  'telling-waits': { edition: 6, article: 'night-bus-crews', headline: 'Night bus crews', readers: 4_210 },
  'approval-void': {
    edition: 6,
    title: 'Common Ground',
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
    title: 'Common Ground',
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
  'approval-reminder': { edition: 6, title: 'Common Ground', waitingSince: '2026-07-01T09:00:00Z' },
};

async function notice(kind: NoticeKind): Promise<GoldenMail> {
  const { title, publisher, mailbox } = sampleEdition(6).snapshot;
  const options = {
    publicUrl,
    theme: standardTheme,
    bulletin: { title, publisher, mailbox },
    timeZone: 'Europe/London',
  };
  const content = renderNotice(kind, notices[kind], options);
  const slots = { unsubscribe: 'no-slot-u', preferences: 'no-slot-p' };
  const address = parseEmailAddress(mailbox);
  const date = new Date('2026-07-01T09:00:00Z');
  const head: MailHead = { from: { name: publisher, address }, replyTo: address, kind: 'single', date };
  return golden(`notice-${kind}`, { ...content, slots }, { head });
}

/** Mails that stand for all that are sent, the same to the octet each time. Their words are the sample's. */
export async function goldenMails(): Promise<GoldenMail[]> {
  const editions = [
    edition('edition-all-sections', {}),
    edition('edition-one-section', { sections: ['communities'], theme: gazetteTheme }),
    edition('edition-scripts', { frozen: scriptsEdition() }),
    edition('edition-text', { sections: ['celebrating-success', 'communities'], format: 'text' }),
  ];
  return Promise.all([...editions, ...(Object.keys(notices) as NoticeKind[]).map(notice)]);
}

export const goldenFile = (name: string) => new URL(`${name}.eml`, import.meta.url);
