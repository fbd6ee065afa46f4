import { element, textElement, xmlDocument } from './xml.ts';

export type Outline = { title: string; description: string; feed: string; page: string };

/** OPML 2.0: a list of feeds that a reader takes in at once. */
export function opml(title: string, updated: Date, outlines: readonly Outline[]): string {
  const head = element(
    'head',
    {},
    textElement('title', title),
    textElement('dateModified', updated.toUTCString()),
  );
  const body = outlines.map((outline) =>
    element('outline', {
      type: 'rss',
      version: 'RSS2',
      text: outline.title,
      title: outline.title,
      description: outline.description || undefined,
      xmlUrl: outline.feed,
      htmlUrl: outline.page,
    }),
  );
  return xmlDocument(element('opml', { version: '2.0' }, head, element('body', {}, body)));
}
