import type { ArticleImage, ArticleLink, Contact, SectionId } from '../core/index.ts';

/** What an article says, without where it came from or how far it has got. */
export type ArticleContent = {
  sectionId: SectionId;
  headline: string;
  summary: string;
  /** Markdown. */
  body: string;
  organisation?: string;
  position?: number;
  /** ISO 8601 date. */
  publishedOn?: string;
  /** BCP 47; absent = that of its section or edition. */
  language?: string;
  contact?: Contact;
  image?: ArticleImage;
  links: ArticleLink[];
};
