import { linkAddress } from './address.ts';
import type { BlockWriter } from './blocks.ts';
import { plainLine } from './headline.ts';
import type { Format } from './inline.ts';
import type { MarkupAttributes } from './markup.ts';
import { isLetter, isPictureFile, isTracker, pictureAddress } from './pictures.ts';

/** Marks a link that stands for a picture or a film, so that it is not taken for the beginning of the story. */
export type MediumMark = { medium?: true };
const MARK: MediumMark = { medium: true };

const FILMS: Record<string, string> = {
  ...{ video: 'Film', audio: 'Sound', iframe: 'Film or page', embed: 'Film or page', object: 'Film or page' },
};
/** Elements whose content is for browsers that cannot show them. */
const FALLBACK = ['video', 'audio', 'iframe', 'object'];

/** Pictures, films and sounds of a story: each becomes a link to its address, where it stands. */
export class StoryMedia {
  private readonly seen = new Set<string>();
  private readonly pasted: string[] = [];
  private afterwards: string[] = [];
  private waiting: { name: string; title: string } | undefined;
  private sources: MarkupAttributes | undefined;

  private readonly blocks: BlockWriter;
  private readonly base: string;
  private readonly formats: readonly Format[];

  constructor(blocks: BlockWriter, base: string, formats: readonly Format[]) {
    this.blocks = blocks;
    this.base = base;
    this.formats = formats;
  }

  holdsFallback = (name: string): boolean => FALLBACK.includes(name);

  /** Takes a tag that is complete in itself; false when it is none of ours, or its content must be passed over. */
  take(name: string, attributes: MarkupAttributes): boolean {
    if (name === 'img') this.picture(attributes);
    else if (name === 'source' || name === 'param') this.source(attributes);
    else if (name in FILMS) this.film(name, attributes);
    else return false;
    return !this.holdsFallback(name);
  }

  /** Pictures that stood in a link to somewhere else follow it, with their own address. */
  afterLink(): void {
    for (const url of this.afterwards.splice(0)) this.link(url, 'Picture');
  }

  notes(): string[] {
    if (this.pasted.length === 0) return [];
    const named = this.pasted.filter((alt) => alt !== '').map((alt) => `“${alt}”`);
    const pictures =
      this.pasted.length === 1 ? 'A picture that was' : `${this.pasted.length} pictures that were`;
    const verb = this.pasted.length === 1 ? 'is' : 'are';
    const list = named.length > 0 ? `: ${named.slice(0, 10).join(', ')}` : '';
    return [`${pictures} pasted into the text ${verb} left out${list}.`];
  }

  private picture(attributes: MarkupAttributes): void {
    const alt = plainLine(attributes.get('alt') || attributes.get('title') || '').slice(0, 500);
    if (isLetter(attributes)) this.blocks.inline().words(alt);
    if (isLetter(attributes) || isTracker(attributes)) return;
    const sources = this.sources;
    this.sources = undefined;
    const url = pictureAddress(attributes, this.base) ?? (sources && pictureAddress(sources, this.base));
    const link = this.formats.find(({ kind }) => kind === 'link')?.url;
    if (url === undefined) {
      if (/^\s*data:/i.test(attributes.get('src') ?? '')) this.pasted.push(alt);
      else if (alt !== '') this.blocks.inline().words(` Picture: ${alt} `);
      if (link !== undefined && alt !== '') this.blocks.inline().words(` ${alt} `);
      return;
    }
    const named = alt === '' ? 'Picture' : `Picture: ${alt}`;
    if (link === undefined) this.link(url, named);
    else if (!this.seen.has(url)) this.inLink(url, { link, alt, named });
  }

  private inLink(url: string, { link, alt, named }: { link: string; alt: string; named: string }): void {
    const same = link === url || isPictureFile(link);
    this.blocks.inline().words(` ${same ? named : alt || 'Picture'} `);
    if (same) this.seen.add(url);
    else this.afterwards.push(url);
  }

  private film(name: string, attributes: MarkupAttributes): void {
    const title = plainLine(attributes.get('title') || attributes.get('aria-label') || '').slice(0, 300);
    const late = ['data-src', 'data-lazy-src', 'src', 'data'].map((key) => attributes.get(key));
    const address = late.find((one) => one && linkAddress(one, this.base) !== undefined);
    this.waiting = { name, title };
    if (address !== undefined) this.source(new Map([['src', address]]));
  }

  private source(attributes: MarkupAttributes): void {
    const movie = attributes.get('name') === 'movie' ? attributes.get('value') : undefined;
    const url = linkAddress(attributes.get('src') ?? movie ?? '', this.base);
    if (!this.waiting) this.sources = attributes;
    if (!this.waiting || url === undefined || /^(mailto|tel):/.test(url)) return;
    const { name, title } = this.waiting;
    this.waiting = undefined;
    const kind = /youtu\.?be|vimeo|video|dailymotion/i.test(url) && name !== 'audio' ? 'Film' : FILMS[name];
    this.blocks.endParagraph();
    this.link(url, title ? `${kind}: ${title}` : `${kind} at ${new URL(url).hostname}`);
    this.blocks.endParagraph();
  }

  private link(url: string, words: string): void {
    if (this.seen.has(url)) return;
    this.seen.add(url);
    this.blocks.inline().link(url, words, MARK);
  }
}
