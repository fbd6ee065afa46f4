import { Buffer } from 'node:buffer';
import type { SectionSlug } from '../core/index.ts';
import type { Part } from './marks.ts';

/** The inner shape of `CompiledEdition.mail`; bump `version` when it changes, so that stored ones are made anew. */
export type CompiledMail = {
  version: 1;
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

export const octetsOf = (text: string) => Buffer.byteLength(text);
