import type { Locale } from '../../src/words/index.ts';
import type { LanguageName } from '../../src/words/written.ts';

/** What stays as it is while a process serves it. */
export type FixedSite = {
  /** Without a trailing slash. */
  publicUrl: string;
  /** IANA name; dates are shown in it. */
  timeZone: string;
  /** The words of every page. */
  locale: Locale;
  /** BCP 47, of those words. */
  lang: string;
  /** BCP 47, of the bulletin's name, where the page speaks another of the publication's languages. */
  named?: string;
  /** The name of the catalogue that they are from; absent = the publication has one language alone. */
  speaks?: LanguageName;
  /** The address of a built stylesheet, script or icon, with its content hash in the name. */
  asset(name: AssetName): string;
  /** The address of a page on this host, under the path that the site may have: `/feeds` → `/bulletin/feeds`. */
  at(path: string): string;
};

/** What every page of one installation has in common, at the time of one request. */
export type Site = FixedSite & {
  /** The bulletin's name, for the masthead and the title of every page. */
  name: string;
  /** Where a person can write to; absent = the publisher gave none. */
  contact?: string | undefined;
  /** The same page in the publication's other languages. */
  elsewhere?: readonly { lang: string; name: string; href: string }[];
};

export type AssetName =
  | 'site.css'
  | 'reading.css'
  | 'work.css'
  | 'desk.css'
  | 'desk.js'
  | 'forms.js'
  | 'article.js'
  | 'live.js'
  | 'order.js'
  | 'sending.js'
  | 'story.js'
  | 'working.js'
  | 'sections.js'
  | 'icon.svg';
