import type { SectionSlug } from '../core/index.ts';
import type { Part } from './marks.ts';

/** Raised with every change of the inner shape or of the mail's looks. */
export const MAIL_VERSION = 1;

/** The inner shape of `CompiledEdition.mail`. One of another version is compiled anew. */
export type CompiledMail = {
  version: number;
  subject: string;
  token: string;
  /** Of the edition's page, where a reader's own view starts. */
  editionUrl: string;
  sections: SectionSlug[];
  articles: CompiledArticle[];
  html: Part[];
  text: Part[];
};

/** `words` and `octets` are what its short form saves. */
export type CompiledArticle = { slug: string; section: number; words: number; octets: number };
