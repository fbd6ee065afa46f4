/** How many pictures one article may have: a mail loads each of them, and a page of the desk has fields for each. */
export const PICTURES_MOST = 8;

type Pictured<T> = { image?: T | null | undefined; pictures?: readonly T[] | null | undefined };

/** All pictures of an article: the first, which stands above its text, and those that stand below it, in their order. */
export const picturesOf = <T>({ image, pictures }: Pictured<T>): T[] => [
  ...(image ? [image] : []),
  ...(pictures ?? []),
];

/** The same the other way round: what an article's two fields hold of its pictures; neither where there are none. */
export function asPictures<T>([image, ...pictures]: readonly T[]): { image?: T; pictures?: T[] } {
  return { ...(image ? { image } : {}), ...(pictures.length > 0 ? { pictures } : {}) };
}
