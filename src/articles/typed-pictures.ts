import { PICTURE_FIELDS } from '../core/index.ts';

/** One picture as it is typed; without a hash it is described and its file has not come yet. */
export type TypedPicture = { hash: string; alt: string; caption: string };

/** The pictures of a form, one for each place there is. */
export const typedPictures = (fields: Readonly<Partial<Record<string, string>>>): TypedPicture[] =>
  PICTURE_FIELDS.map(({ picture, alt, caption }) => ({
    hash: fields[picture] ?? '',
    alt: fields[alt] ?? '',
    caption: fields[caption] ?? '',
  }));

/** The fields of all places: the pictures without a gap, then the words of those whose file has not come yet. */
export function pictureFields(pictures: readonly TypedPicture[]): Record<string, string> {
  const inside = pictures.filter(({ hash }) => hash !== '');
  const described = pictures.filter(({ hash, alt, caption }) => hash === '' && `${alt}${caption}` !== '');
  const placed = [...inside, ...described];
  return Object.fromEntries(
    PICTURE_FIELDS.flatMap(({ picture, alt, caption }, at) => {
      const one = placed[at];
      return [
        [picture, one?.hash ?? ''],
        [alt, one?.alt ?? ''],
        [caption, one?.caption ?? ''],
      ];
    }),
  );
}

/** What buttons say that move a picture: `picture-up-2` moves the second before the first. */
const MOVE = /^picture-(up|down)-([1-8])$/;

/** The pictures as a button leaves them; `undefined`: it is none that moves one, or there is nothing to pass. */
export function movedPictures(
  pictures: readonly TypedPicture[],
  pressed: string,
): TypedPicture[] | undefined {
  const [, direction, place] = MOVE.exec(pressed) ?? [];
  if (direction === undefined) return undefined;
  const from = Number(place) - 1;
  const to = direction === 'up' ? from - 1 : from + 1;
  const [one, other] = [pictures[from], pictures[to]];
  if (!one || !other) return undefined;
  return pictures.map((picture, at) => (at === from ? other : at === to ? one : picture));
}
