import { cleanText } from '../../core/index.ts';
import { baseOf } from './address.ts';
import { formOf, titleOf } from './atom-type.ts';
import { htmlIn, textIn } from './construct.ts';
import { type FeedDate, feedDate } from './feed-date.ts';
import { type FeedPlace, fields } from './fields.ts';
import { linkOf } from './item-link.ts';
import { type Medium, mediaOf } from './media.ts';
import { isElement, type XmlElement } from './xml-tree.ts';

/** An item as its fields say, before its HTML is read; every text is safe for XML. */
export type RawItem = {
  /** Its guid (Atom: id) as it stands; '' when it has none. */
  id: string;
  link?: string;
  title: string;
  /** HTML, and what its relative addresses resolve against. */
  story: string;
  storyBase: string;
  /** HTML; '' when the item has but one text. */
  summary: string;
  media: Medium[];
  /** What it says of its language, the nearest first; as it stands. */
  languages: string[];
  date?: FeedDate;
  /** What stands where a date should be and is none. */
  badDate?: string;
};

/** Reads one item's fields. Nothing is fetched, and no HTML is parsed. */
export function readRawItem(item: XmlElement, place: FeedPlace): RawItem {
  const link = linkOf(item, place);
  const texts = textsOf(item, { link, place });
  const guid = fields(item, '', 'guid', 'id')[0];
  return {
    id: guid ? cleanText(textIn(guid)).trim() : '',
    ...(link === undefined ? {} : { link }),
    title: titleOfItem(item),
    ...texts,
    media: mediaOf(item, link ?? place.link ?? place.fetched),
    languages: languagesOf(item),
    ...datesOf(item),
  };
}

/** `xml:lang` (RFC 4287 §2), RSS's `language` and Dublin Core's, of an item or a channel. */
export function languagesOf(of: XmlElement): string[] {
  const told = fields(of, '', 'title', 'content', 'summary', 'description');
  const said = [...fields(of, '', 'language'), ...fields(of, 'dc', 'language')].map(textIn);
  return [of, ...told]
    .flatMap(({ attributes }) => attributes.get('xml:lang') ?? [])
    .concat(said)
    .map((language) => language.trim())
    .filter((language) => language !== '' && language.length <= 35);
}

function titleOfItem(item: XmlElement): string {
  const named = [
    ...fields(item, '', 'title'),
    ...fields(item, 'dc', 'title'),
    ...fields(item, 'media', 'title'),
    ...fields(item, 'itunes', 'title'),
  ];
  return named.map((title) => titleOf(title)).find((title) => title !== '') ?? '';
}

type Home = { link: string | undefined; place: FeedPlace };
type Text = { html: string; base: string; words: number };

/** Of the texts that tell the story the longest is the story, and the next is its summary. */
function textsOf(item: XmlElement, { link, place }: Home): Pick<RawItem, 'story' | 'storyBase' | 'summary'> {
  const read = (field: XmlElement): Text => {
    const base = baseOf(field.bases, { homes: [link, place.link], fetched: place.fetched });
    const html = cleanText(htmlIn(field, formOf(field), base));
    return {
      html,
      base,
      words: html
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim().length,
    };
  };
  const told = storyFields(item)
    .map(read)
    .filter(({ words, html }) => words > 0 || html.trim() !== '');
  const story = told.reduce<Text | undefined>(
    (best, text) => (best && best.words >= text.words ? best : text),
    undefined,
  );
  const summary = told.find((text) => text !== story && text.words > 0);
  return {
    story: story?.html ?? '',
    storyBase: story?.base ?? place.fetched,
    summary: summary?.html ?? '',
  };
}

/** In the order of trust; the media's and podcasts' only where the item itself has none. */
function storyFields(item: XmlElement): XmlElement[] {
  const own = [
    ...fields(item, 'content', 'encoded'),
    ...fields(item, 'xhtml', 'body', 'div'),
    ...fields(item, '', 'content'),
    ...fields(item, 'atom', 'content'),
    ...fields(item, '', 'description', 'summary', 'body', 'fulltext', 'full-text'),
    ...fields(item, 'atom', 'summary'),
    ...fields(item, 'dc', 'description', 'abstract'),
  ];
  const said = [...new Set(own)].filter(
    (field) => textIn(field).trim() !== '' || field.children.some(isElement),
  );
  if (said.length > 0) return said;
  const groups = [item, ...fields(item, 'media', 'group', 'content')];
  return [
    ...groups.flatMap((group) => fields(group, 'media', 'description')),
    ...fields(item, 'itunes', 'summary', 'subtitle'),
  ];
}

/** When the item was published; when it was changed counts only where nothing is said of that. */
function datesOf(item: XmlElement): Pick<RawItem, 'date' | 'badDate'> {
  const published = [
    ...fields(item, '', 'pubdate', 'published', 'issued', 'created', 'date'),
    ...fields(item, 'dc', 'date', 'issued', 'created'),
    ...fields(item, 'atom', 'published'),
  ];
  const changed = [...fields(item, '', 'updated', 'modified'), ...fields(item, 'atom', 'updated')];
  const said = [published, changed]
    .map((list) => list.map((field) => textIn(field).trim()).filter((text) => text !== ''))
    .find((texts) => texts.length > 0);
  const date = said?.map(feedDate).find((read) => read !== undefined);
  if (date || !said) return date ? { date } : {};
  return {
    badDate: cleanText(said[0] ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, 60),
  };
}
