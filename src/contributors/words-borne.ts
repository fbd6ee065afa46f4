/** Of the mail's 100,000 octets, what stands around the articles: head, contents, footer; as an edition of 12 has it. */
const AROUND = 16_000;
/** What stands around the words of one article: its rows, heading, contact, links. */
const AROUND_ONE = 3_000;
/** An English word, its space, and the marks of its paragraph. */
const OCTETS_A_WORD = 6.5;
const LIMIT = 100_000;
/** Where no edition has been published yet. */
const USUAL = 12;

/** About how many words a story can have so that an edition of so many articles bears each whole; to full fifties. */
export function wordsBorne(articles = USUAL): number {
  const each = (LIMIT - AROUND) / Math.max(1, articles) - AROUND_ONE;
  return Math.min(1_000, Math.max(150, Math.floor(each / OCTETS_A_WORD / 50) * 50));
}

export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
