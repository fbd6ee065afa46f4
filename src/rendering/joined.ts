/** A text that is printed at most once for each key: whatever it is made from is frozen, or is named in the key. */
export type FragmentSource = { key: string; print(): string };

/** A piece of a document, printed from sources that other pieces may share. */
export type Fragment = {
  key: string;
  from: readonly FragmentSource[];
  print(sources: readonly string[]): string;
};

/**
 * A document as its own words and the fragments between them: one more word than fragments. Printing Markdown costs some
 * milliseconds an article, and there are more sets of sections than anybody could keep documents of.
 */
export type Joined = { words: readonly string[]; fragments: readonly Fragment[] };

/**
 * Stands where a fragment comes. No text of ours holds it: PostgreSQL refuses NUL, and so do environments and addresses.
 */
export const PLACE = '\u0000';

/** @param text with a `PLACE` for each fragment */
export const joinAt = (text: string, fragments: readonly Fragment[]): Joined => ({
  words: text.split(PLACE),
  fragments,
});

const printed = ({ from, print }: Fragment) => print(from.map((source) => source.print()));

/** The whole document, every fragment printed anew. */
export const joinedText = ({ words, fragments }: Joined): string =>
  words.map((word, at) => word + (fragments[at] ? printed(fragments[at]) : '')).join('');
