/** A piece of text, and whether it is what was searched for. */
export type ExcerptPiece = { text: string; hit: boolean };

/** Around a hit and between fragments: characters that `searched_words` takes out of what is written. */
export const HIT_START = '\ue000';
export const HIT_END = '\ue001';
export const CUT = '\ue002';

/** `searched` is `written` as the database reads it, `marked` the parts of that which it would show. */
export type Found = { written: string; searched: string; marked: string };

/** What was found in the words as they were written, with “…” wherever words are left out. */
export function excerpt({ written, searched, marked }: Found): ExcerptPiece[] {
  // Some locales lower one letter to two: places differ then, and what was searched must do.
  const shown = written.length === searched.length ? written : searched;
  const found: ExcerptPiece[] = [];
  let at = 0;
  const take = (end: number, hit: boolean) => {
    found.push({ text: shown.slice(at, end), hit });
    at = end;
  };
  for (const parts of marked.split(CUT).map(pieces)) {
    const start = searched.indexOf(parts.map(({ text }) => text).join(''), at);
    const sign = at === 0 ? '…\u00a0' : ' … ';
    found.push({ text: orSign(shown.slice(at, start), sign), hit: false });
    at = start;
    for (const { text, hit } of parts) take(at + text.length, hit);
  }
  found.push({ text: orSign(shown.slice(at), '\u00a0…'), hit: false });
  return found.filter(({ text }) => text !== '');
}

/** A gap as it is when no word stands in it: a quotation mark at the beginning, a full stop at the end. */
const orSign = (gap: string, sign: string) => (/[\p{L}\p{N}]/u.test(gap) ? sign : gap);

/** Cuts a marked text at its marks. */
const pieces = (marked: string): ExcerptPiece[] =>
  marked.split(HIT_START).flatMap((part, index): ExcerptPiece[] => {
    const [hit = '', after = ''] = index === 0 ? ['', part] : part.split(HIT_END);
    return [
      { text: hit, hit: true },
      { text: after, hit: false },
    ];
  });
