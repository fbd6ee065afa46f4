import { nearestLanguage } from '../../../templates/direction.ts';
import type { Paragraph } from '../../../templates/mail/notice.tsx';
import { paths } from '../../core/index.ts';
import type { Notice, NoticeKind, NoticeParams } from '../../core/notices.ts';
import type { RenderOptions } from '../options.ts';

export type NoticeOptions = RenderOptions & {
  bulletin: { title: string; publisher: string; mailbox: string };
  /** IANA name, for the times that a notice tells. */
  timeZone: string;
};

/** What a transactional mail says; its HTML and its text are both printed from this. */
export type NoticeWords = {
  subject: string;
  heading: string;
  paragraphs: Paragraph[];
  /** To be typed as they stand: never wrapped. */
  commands?: { purpose: string; command: string }[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  list?: { title: string; items: string[] };
  /** Smaller, below everything: what else there is to know. */
  notes: string[];
  links: { label: string; url: string }[];
};

type Writer<Kind extends NoticeKind> = (params: NoticeParams<Kind>, options: NoticeOptions) => NoticeWords;

const instant = (iso: string, { theme, timeZone }: NoticeOptions) =>
  new Intl.DateTimeFormat(theme.language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(iso));

const sectionList = (sections: string[] | null) =>
  sections === null
    ? { title: 'You chose', items: ['All sections'] }
    : {
        title: sections.length === 1 ? 'You chose this section' : 'You chose these sections',
        items: sections,
      };

/** What stands of an article is in its language, unless its letters say otherwise. */
const written = (text: string, language?: string) => ({
  text,
  language: nearestLanguage(text, undefined, language),
});

const IGNORE = 'If this was not you, there is nothing to do: ignore this mail and nothing will change.';

const managed = (
  params: { preferencesToken: string; unsubscribeToken: string },
  { publicUrl }: NoticeOptions,
) => [
  {
    label: 'Change your sections',
    url: `${publicUrl}${paths.preferences({ token: params.preferencesToken })}`,
  },
  { label: 'Unsubscribe', url: `${publicUrl}${paths.unsubscribe({ token: params.unsubscribeToken })}` },
];

const writers: { [Kind in NoticeKind]: Writer<Kind> } = {
  'confirm-subscription': ({ token, expiresAt, sections }, options) => ({
    subject: `Confirm your subscription to ${options.bulletin.title}`,
    heading: 'Confirm your subscription',
    paragraphs: [
      `You asked for ${options.bulletin.title} at this address. Please confirm that it is yours: you will get nothing until you do.`,
    ],
    action: { label: 'Confirm your subscription', url: `${options.publicUrl}${paths.confirm({ token })}` },
    list: sectionList(sections),
    notes: [`The link works until ${instant(expiresAt, options)}.`, IGNORE],
    links: [],
  }),
  welcome: (params, options) => ({
    subject: `Welcome to ${options.bulletin.title}`,
    heading: 'You are subscribed',
    paragraphs: [
      `Thank you for confirming. The next edition of ${options.bulletin.title} will come to this address.`,
      'Until then, you can read the editions that have come out.',
    ],
    action: { label: 'Read past editions', url: `${options.publicUrl}${paths.editions()}` },
    list: sectionList(params.sections),
    notes: ['Keep this mail: its links let you change your mind at any time.'],
    links: managed(params, options),
  }),
  'already-subscribed': (params, options) => ({
    subject: `You already get ${options.bulletin.title}`,
    heading: 'You are subscribed already',
    paragraphs: [
      `Somebody, perhaps you, asked for ${options.bulletin.title} at this address. You get it already, and nothing has changed.`,
    ],
    action: {
      label: 'See or change your sections',
      url: `${options.publicUrl}${paths.preferences({ token: params.preferencesToken })}`,
    },
    notes: [IGNORE],
    links: managed(params, options).slice(1),
  }),
  'preferences-link': (params, options) => ({
    subject: `Your ${options.bulletin.title} preferences`,
    heading: 'Change what you get',
    paragraphs: [
      'You asked for a link to your preferences. It opens the page where you choose your sections.',
    ],
    action: {
      label: 'Open your preferences',
      url: `${options.publicUrl}${paths.preferences({ token: params.preferencesToken })}`,
    },
    notes: ['The link is yours alone: please do not pass it on.', IGNORE],
    links: managed(params, options).slice(1),
  }),
  'address-change-confirm': ({ token, expiresAt }, options) => ({
    subject: `Confirm your new address for ${options.bulletin.title}`,
    heading: 'Confirm your new address',
    paragraphs: [
      `You asked for ${options.bulletin.title} to come to this address from now on. Please confirm that it is yours.`,
    ],
    action: { label: 'Confirm this address', url: `${options.publicUrl}${paths.addressChange({ token })}` },
    notes: [`The link works until ${instant(expiresAt, options)}.`, IGNORE],
    links: [],
  }),
  'address-change-announce': (_params, options) => ({
    subject: `Your address for ${options.bulletin.title} has changed`,
    heading: 'Your address has changed',
    paragraphs: [
      `${options.bulletin.title} now goes to another address, as you asked. This address will get nothing more.`,
    ],
    notes: [`If you did not ask for this, please write to ${options.bulletin.mailbox}.`],
    links: [],
  }),
  'article-told': (
    { edition, title, cover, headline, path, note, language, takenDown, ...tokens },
    options,
  ) => ({
    subject: `${takenDown ? 'Taken down' : 'Correction'}: ${headline}`,
    heading: takenDown ? 'An article was taken down' : 'A correction',
    paragraphs: [
      [
        `Issue ${edition} of ${title}, ${cover}, which we sent you, held the article “`,
        written(headline, language),
        '”.',
      ],
      ...(takenDown ? ['We have taken it down. Please do not pass it on.'] : []),
      ...(note ? [[written(note, language)]] : []),
    ],
    action: takenDown
      ? { label: 'Read the edition', url: `${options.publicUrl}${paths.edition({ number: edition })}` }
      : { label: 'Read the corrected article', url: `${options.publicUrl}${path}` },
    notes: ['We write to you about this once, because your mail held this article.'],
    links: managed(tokens, options),
  }),
  'telling-waits': ({ edition, article, headline, readers }) => ({
    subject: `A mail about “${headline}” waits for approval`,
    heading: 'A mail to readers waits for approval',
    paragraphs: [
      [
        '“',
        { text: headline },
        `” of edition ${edition} was corrected or taken down. ${readers.toLocaleString('en-GB')} ${readers === 1 ? 'reader' : 'readers'} whose mail held it will be told once somebody approves that.`,
      ],
    ],
    commands: [
      { purpose: 'To read it', command: `quarterly edition tell ${edition} ${article}` },
      {
        purpose: 'To approve it',
        command: `quarterly edition tell ${edition} ${article} --approve --as YOUR-ADDRESS`,
      },
    ],
    notes: ['You get this because you are named as an editor.'],
    links: [],
  }),
  'approval-void': ({ edition, title, approvedAt, changes }, options) => ({
    subject: `Edition ${edition} was changed after its approval`,
    heading: `Edition ${edition} was changed after its approval`,
    paragraphs: [
      `“${title}” was approved on ${instant(approvedAt, options)} and opened again since. It is not what was approved, so it is not sent until somebody approves it as it is now.`,
    ],
    list: {
      title: 'What changed',
      items: changes.length > 0 ? changes : ['How the mail looks; the words are the same.'],
    },
    commands: [
      { purpose: 'To look at it', command: `quarterly edition preview ${edition}` },
      { purpose: 'To approve it', command: `quarterly edition approve ${edition} --as YOUR-ADDRESS` },
    ],
    notes: ['You get this because you approved it, or may approve it.'],
    links: [],
  }),
  'approval-reminder': ({ edition, title, waitingSince }, options) => ({
    subject: `Edition ${edition} waits for approval`,
    heading: `Edition ${edition} waits for approval`,
    paragraphs: [
      `“${title}” is assembled and checked. It has waited since ${instant(waitingSince, options)}, and it is not sent until a person approves it.`,
    ],
    commands: [
      { purpose: 'To look at it', command: `quarterly edition preview ${edition}` },
      { purpose: 'To approve it', command: `quarterly edition approve ${edition} --as YOUR-ADDRESS` },
    ],
    notes: ['You get this because you are named as an editor.'],
    links: [],
  }),
};

export const noticeContent = ({ kind, params }: Notice, options: NoticeOptions): NoticeWords =>
  (writers[kind] as Writer<typeof kind>)(params as never, options);
