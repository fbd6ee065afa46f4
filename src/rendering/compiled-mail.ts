import type { ArticleForm } from '../../templates/mail/props.ts';
import type { SectionSlug } from '../core/index.ts';
import type { MailPart } from './marks.ts';

/** Raised with every change of the inner shape or of the mail's looks. */
export const MAIL_VERSION = 5;

/** The inner shape of `CompiledEdition.mail`. One of another version is compiled anew. */
export type CompiledMail = {
  version: number;
  subject: string;
  token: string;
  /** Of the edition's page, where a reader's own view starts. */
  editionUrl: string;
  sections: SectionSlug[];
  articles: CompiledArticle[];
  html: MailPart[];
  text: MailPart[];
};

/** How many words and octets of HTML each of its forms has. */
export type CompiledArticle = {
  slug: string;
  section: number;
  words: Record<ArticleForm, number>;
  octets: Record<ArticleForm, number>;
};
