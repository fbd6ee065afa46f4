import type { Locale } from '../../words/index.ts';
import type { RenderOptions } from '../options.ts';

export type NoticeOptions = RenderOptions & {
  bulletin: { title: string; publisher: string; mailbox: string };
  /** IANA name, for the times that a notice tells. */
  timeZone: string;
};

/** The words of the mail, beside what it is about. */
export type NoticeSetting = NoticeOptions & { locale: Locale };
