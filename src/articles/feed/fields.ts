import { isElement, type XmlElement } from './xml-tree.ts';

/** Where a feed belongs: the page that its channel names, absolute, and where the feed was fetched. */
export type FeedPlace = { link?: string; fetched: string };

/**
 * The fields of these names in an item or a channel, in document order; '' = in its own vocabulary, which is RSS's,
 * Atom's or whatever namespace it is in itself.
 */
export const fields = (parent: XmlElement, space: string, ...names: string[]): XmlElement[] =>
  parent.children.filter(
    (child): child is XmlElement =>
      isElement(child) &&
      names.includes(child.name) &&
      (child.space === space || (space === '' && child.space === parent.space)),
  );
