import { around, spoken } from '../../templates/direction.ts';
import { asPictures, type EditionTranslation, picturesOf } from '../core/index.ts';
import type { Snapshot, SnapshotArticle, SnapshotSection } from '../editions/index.ts';
import { type LanguageName, tagOf } from '../words/written.ts';
import type { RenderOptions } from './options.ts';

type Options = Pick<RenderOptions, 'theme' | 'languages'>;

const primary = (tag: string) => tag.replace(/-.*/, '');

/** Into which languages an edition is printed besides its own: those of the publication, whatever of it is translated. */
export function otherLanguages(snapshot: Snapshot, { theme, languages = ['en'] }: Options): LanguageName[] {
  const own = primary(snapshot.language ?? theme.language);
  return languages.length < 2 ? [] : languages.filter((language) => language !== own);
}

/**
 * An edition as it is read in another language: each word that was translated, and the others as they are, which say their own
 * language then. Whatever is printed from it is printed as from any edition.
 */
export function snapshotIn(snapshot: Snapshot, language: LanguageName, { theme }: Options): Snapshot {
  const { translations = {}, sections, ...own } = snapshot;
  const setting = { language, tag: tagOf(language, theme.language), own: own.language ?? theme.language };
  const { [language]: words = {} } = translations;
  const { sections: labels = {}, ...page } = words;
  // A subject by stories has the next ones beside it, unless the edition says otherwise.
  const strapline = own.subject === 'stories' && own.preheader === undefined ? undefined : page.strapline;
  const preheader = page.preheader ?? strapline ?? own.preheader;
  return {
    ...own,
    ...page,
    ...(preheader === undefined ? {} : { preheader }),
    language: setting.tag,
    spokenIn: spokenIn(own, page, setting.own),
    sections: sections.map((section) => sectionIn(section, labels[section.slug], setting)),
  };
}

type Setting = { language: LanguageName; tag: string; own: string };
type Page = Omit<EditionTranslation, 'sections'>;

const PAGE = ['cover', 'title', 'strapline', 'preheader', 'publisher', 'welcome'] as const;

/** By what they are, the language of the edition's own words that nobody has translated. */
function spokenIn(own: Page, words: Page, language: string): NonNullable<Snapshot['spokenIn']> {
  const { strapline = '', preheader = strapline } = own;
  const said = {
    ...own,
    preheader: words.strapline === undefined || own.preheader !== undefined ? preheader : '',
  };
  const left = PAGE.filter((name) => words[name] === undefined && said[name]);
  return Object.fromEntries(left.map((name) => [name, spoken(said[name] ?? '', around(language)).language]));
}

type Label = { label?: string; description?: string };

/** A description that nobody has translated does not stand under a label that somebody has. */
function sectionIn(section: SnapshotSection, words: Label | undefined, setting: Setting): SnapshotSection {
  const { label, description = '' } = words ?? {};
  const said = section.language ?? setting.own;
  const own = spoken(`${section.label} ${section.description}`, around(said)).language;
  return {
    ...section,
    ...(label === undefined ? { language: own } : { label, description, language: setting.tag }),
    articles: section.articles.map((article) => articleIn(article, said, setting)),
  };
}

function articleIn(
  { translations = {}, ...article }: SnapshotArticle,
  wider: string,
  { language, tag }: Setting,
): SnapshotArticle {
  const words = translations[language];
  if (!words) {
    const said = article.language ?? spoken(`${article.headline} ${article.summary}`, around(wider)).language;
    return { ...article, language: said, ...(primary(said) === language ? {} : { onlyIn: said }) };
  }
  const { pictures: said = [], ...rest } = words;
  const pictures = picturesOf(article).map((picture, at) => ({ ...picture, ...said[at] }));
  return { ...article, ...rest, ...asPictures(pictures), language: tag };
}
