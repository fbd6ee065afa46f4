import type { Locale } from '../../src/words/index.ts';

/** Where one reader's mail differs from another's; empty strings when a mail is rendered directly. */
export type Marks = {
  section(index: number): Pair;
  /** `article` counts through the edition. */
  form(article: number, form: ArticleForm): Pair;
};
export type Pair = { open: string; close: string };
/** Whole; its summary with "Read on"; its headline with "Read on". */
export type ArticleForm = 'full' | 'short' | 'headline';

export type ImageProps = { src: string; alt: string; caption?: string; width: number; height: number };
export type ContactProps = { name?: string; role?: string; email?: string; phone?: string; url?: string };

export type ArticleProps = {
  index: number;
  anchor: string;
  headline: string;
  summary: string;
  /** BCP 47, where somebody has said it. */
  language: string | undefined;
  /** A sentence: that it is in another language than the reader's; empty where it is not. */
  onlyIn: string;
  /** "College of Example · 24 August 2017", or empty. */
  byline: string;
  /** Sanitised HTML. */
  body: string;
  /** A few words of it, for when the whole does not fit; empty when the summary says it. */
  lead: string;
  /** Above the text. */
  image: ImageProps | undefined;
  /** Below it. */
  pictures: ImageProps[];
  contact?: ContactProps;
  links: { text: string; url: string }[];
  /** Links to documents, whose words say type and size. */
  documents: { text: string; url: string }[];
  url: string;
  forms: ArticleForm[];
};

/** BCP 47, of the edition's own words that are in another language than the mail. */
type SpokenIn = Partial<
  Record<'cover' | 'title' | 'strapline' | 'preheader' | 'publisher' | 'welcome', string>
>;

export type SectionProps = {
  index: number;
  anchor: string;
  slug: string;
  label: string;
  description: string;
  /** BCP 47, where somebody has said it. */
  language: string | undefined;
  colours: { light: string; dark: string };
  articles: ArticleProps[];
};

export type EditionProps = {
  number: number;
  cover: string;
  title: string;
  strapline: string;
  preheader: string;
  /** The preheader is made of a reader's next stories, in whatever language each is. */
  followed: boolean;
  publisher: string;
  mailbox: string;
  /** Sanitised HTML. */
  welcome: string;
  /** BCP 47, of the edition. */
  language: string;
  spokenIn: SpokenIn;
  /** The words that are in every edition. */
  locale: Locale;
  sections: SectionProps[];
  /** Section colours of the whole edition: the stylesheet is the same for every reader. */
  palette: { light: string; dark: string }[];
  marks: Marks;
  links: { browser: string; forward: string; unsubscribe: string; preferences: string };
};
