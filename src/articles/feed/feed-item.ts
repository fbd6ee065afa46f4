import { type ArticleLink, mayBeIn, oneLine, parseLanguage, sha256 } from '../../core/index.ts';
import type { Block } from './block.ts';
import { withoutBoilerplate } from './boilerplate.ts';
import { markdownOf } from './markdown-of.ts';
import { plainOf } from './plain.ts';
import type { RawItem } from './raw-item.ts';
import { type Story, StoryReader } from './story.ts';
import { summaryOf } from './summary.ts';
import { wordsOnly } from './words-only.ts';

/** An item of a partner's feed, cleaned: text is safe for XML and PostgreSQL, links are absolute and http(s). */
export type PartnerItem = {
  /** The item's guid, else its link, else a hash of what it says; at most 500 characters. */
  key: string;
  headline: string;
  summary: string;
  body: string;
  publishedOn?: string;
  /** BCP 47. */
  language?: string;
  links: ArticleLink[];
  /** Sentences on what was flattened, cut or left out. */
  notes: string[];
};

const HEADLINE_MAX = 250;
const SUMMARY_MAX = 300;
const KEY_MAX = 500;
const BODY_MAX = 200_000;
/** Printing Markdown takes time that grows with the square of the blocks side by side. */
const MAX_BLOCKS = 3_000;

/** `words`: only the words, without reading the HTML as such, where that costs too much. */
export type Effort = 'whole' | 'words';

/** Makes an article's content of an item. `undefined` for an item that says nothing. */
export function readItem(raw: RawItem, effort: Effort): PartnerItem | undefined {
  const read = effort === 'whole' ? StoryReader.read : wordsOnly;
  const story = read(raw.story, raw.storyBase);
  const blocks = shortened({ ...story, blocks: withoutBoilerplate(story.blocks) });
  const text = plainOf(blocks.blocks).trim();
  const headline = clipped(raw.title || text || (raw.link ? new URL(raw.link).hostname : ''), HEADLINE_MAX);
  const markdown = markdownOf(blocks.blocks);
  const body = markdown || (raw.link ? `<${raw.link}>` : headline.text);
  if (headline.text === '') return undefined;
  const lead = plainOf(read(raw.summary, raw.storyBase).blocks).trim();
  const summary = clipped(summaryOf(lead, { headline: raw.title, story: text }), SUMMARY_MAX);
  return {
    key: keyOf(raw),
    headline: headline.text,
    summary: summary.text,
    body,
    links: linksOf(raw, markdown),
    ...(raw.date ? { publishedOn: raw.date.day } : {}),
    ...languageOf(raw, `${headline.text} ${text}`),
    notes: [
      ...(raw.title === '' && text !== ''
        ? ['It has no headline: the first words of its text stand for one.']
        : []),
      ...(headline.cut && raw.title
        ? [`Its headline is cut; whole it is: ${oneLine(raw.title).slice(0, 2_000)}`]
        : []),
      ...(summary.cut ? ['Its summary is cut.'] : []),
      ...(raw.badDate ? [`Its date “${raw.badDate}” is none that feeds use: it stands without.`] : []),
      ...blocks.notes,
    ],
  };
}

/** The nearest language that is one, and that the letters do not belie. */
function languageOf({ languages }: RawItem, text: string): { language?: string } {
  for (const said of languages) {
    const language = known(said);
    if (language !== undefined) return mayBeIn(language, text) ? { language } : {};
  }
  return {};
}

function known(said: string): string | undefined {
  try {
    return parseLanguage(said.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}

/** Whole blocks from the start, as many as an article may hold. */
function shortened({ blocks, notes }: Story): Story {
  let left = BODY_MAX;
  const kept: Block[] = [];
  for (const block of blocks) {
    left -= plainOf([block]).length;
    if ((left < 0 && kept.length > 0) || kept.length >= MAX_BLOCKS) break;
    kept.push(block);
  }
  if (kept.length === blocks.length) return { blocks, notes };
  return {
    blocks: kept,
    notes: [
      ...notes,
      `Its text is cut: an article holds ${BODY_MAX.toLocaleString('en-GB')} letters in ${MAX_BLOCKS.toLocaleString('en-GB')} paragraphs at most.`,
    ],
  };
}

function linksOf({ link, media }: RawItem, markdown: string): ArticleLink[] {
  const page = link ? [{ text: `Read it at ${new URL(link).hostname}`, url: link }] : [];
  return [...page, ...media.filter(({ url }) => url !== link && !markdown.includes(url))];
}

function keyOf({ id, link, title, story }: RawItem): string {
  const named = id || link;
  if (named === undefined) return `sha256:${sha256(`${title}\n${story}`)}`;
  return named.length > KEY_MAX ? `sha256:${sha256(named)}` : named;
}

/** At most `max` characters, cut between words where there are any. */
function clipped(line: string, max: number): { text: string; cut: boolean } {
  const text = oneLine(line);
  const characters = [...text];
  if (characters.length <= max) return { text, cut: false };
  const cut = characters.slice(0, max - 1).join('');
  const atWord = cut.replace(/\s+\S*$/, '');
  return { text: `${atWord.length > cut.length / 2 ? atWord : cut}…`, cut: true };
}
