import { IntlMessageFormat } from 'intl-messageformat';

/** ICU text, or a message that is read already. */
export type Message = string | ReturnType<IntlMessageFormat['getAst']>;
type Part = Exclude<Message, string>[number];

/**
 * Languages that nobody speaks, made from the English messages, as Unicode's CLDR names them: words in them that are
 * still plain English stand in no catalogue, and pages that break would break in a real language.
 */
const PSEUDO: Readonly<Record<string, (text: string) => string>> = {
  /** Every letter accented, vowels doubled: about a third longer, as German is. */
  'en-XA': (text) => text.replace(/[a-z]/gi, (letter) => ACCENTED[letter] ?? letter),
  /** Right to left: each run of letters is mirrored, as an override of direction does it (Unicode UAX #9). */
  'ar-XB': (text) => text.replace(/\p{L}[\p{L}\p{M}’'-]*/gu, (word) => `\u202e${word}\u202c`),
};

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries([
  ...Array.from('bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ', (letter, at) => [
    letter,
    Array.from('ƀçđƒĝĥĵķļɱñþǫŕšţṽŵẋýžƁÇĐƑĜĤĴĶĻṀÑÞǪŔŠŢṼŴẊÝŽ')[at],
  ]),
  ...Array.from('aeiouAEIOU', (letter, at) => [
    letter,
    ['áá', 'éé', 'íí', 'óó', 'úú', 'Áá', 'Éé', 'Íí', 'Óó', 'Úú'][at],
  ]),
]);

/** What makes a pseudo-locale's message of an English one; undefined for a language that there is. */
export function pseudo(tag: string): ((english: string) => Message) | undefined {
  const change = PSEUDO[tag];
  return change && ((english) => changed(new IntlMessageFormat(english, 'en').getAst(), change));
}

/** The same message with its words changed, those in plurals, choices and elements too. */
function changed(parts: readonly Part[], change: (text: string) => string): Part[] {
  return parts.map((part): Part => {
    if (part.type === 0) return { ...part, value: change(part.value) };
    if ('children' in part) return { ...part, children: changed(part.children, change) };
    if (!('options' in part) || !part.options) return part;
    const options = Object.entries(part.options).map(([name, option]) => [
      name,
      { ...option, value: changed(option.value, change) },
    ]);
    return { ...part, options: Object.fromEntries(options) } as Part;
  });
}
