import type { ArticleForm } from '../../templates/mail/props.ts';
import type { SectionSlug } from '../core/index.ts';
import type { MailPart } from './marks.ts';

/** Raised with every change of the inner shape or of the mail's looks. */
export const MAIL_VERSION = 6;

/** The inner shape of `CompiledEdition.mail`. One of another version is compiled anew. */
export type CompiledMail = {
  version: number;
  subject: string;
  /** What a mailbox shows beside it, unless the stories say it. */
  preheader: string;
  /** Where the subject is by stories. */
  stories?: StoryLines;
  token: string;
  /** Of the edition's page, where a reader's own view starts. */
  editionUrl: string;
  /** Of the sign-up. */
  signUpUrl: string;
  sections: SectionSlug[];
  articles: CompiledArticle[];
  html: MailPart[];
  text: MailPart[];
};

/** What differs in what a mailbox shows of each reader's mail. */
export type StoryLines = {
  /** By the first section in it, and how many more stories there are. */
  subjects: string[][];
  /** In the edition's order; absent where the edition has a preheader of its own. */
  headlines?: string[];
};

/** How many words and octets of HTML each of its forms has. */
export type CompiledArticle = {
  slug: string;
  section: number;
  words: Record<ArticleForm, number>;
  octets: Record<ArticleForm, number>;
};
