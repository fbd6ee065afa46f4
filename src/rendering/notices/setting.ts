import type { Paragraph } from '../../../templates/mail/notice.tsx';
import type { Locale } from '../../words/index.ts';
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

/** The words of the mail, beside what it is about. */
export type NoticeSetting = NoticeOptions & { locale: Locale };
