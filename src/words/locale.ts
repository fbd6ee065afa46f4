import type { Child } from 'hono/jsx';
import { IntlMessageFormat } from 'intl-messageformat';
import { dates, FORMATTERS, numbers } from './formats.ts';
import type { MessageKey, PlainKey, PlainParams, RichParams } from './languages/catalogue.ts';
import { isWritten, type Messages, messagesIn } from './languages.ts';

/**
 * The words of one language, and its dates and numbers. What it gives is plain text: it is escaped where it is put into
 * HTML or XML, as everything else.
 */
export type Locale = {
  /** BCP 47, of the words. Not what was asked for, where nobody has written a catalogue of that. */
  language: string;
  say<Key extends PlainKey>(key: Key, ...params: PlainParams<Key>): string;
  /** The same with elements among the words, in the order in which they stand. */
  pieces: Pieces;
  /** "24 August 2017". @param timeZone IANA name */
  day(at: Date, timeZone: string): string;
  /** "24 August 2017 at 09:30". @param timeZone IANA name */
  moment(at: Date, timeZone: string): string;
  number(value: number): string;
};

/** The children of an element of a page or mail, or whatever else stands for elements. */
type Pieces = {
  <Key extends MessageKey>(key: Key, ...params: RichParams<Key, Child>): Child[];
  <Key extends MessageKey, Element>(key: Key, ...params: RichParams<Key, Element>): (string | Element)[];
};

/** What a refusal says: in the words of a language where it is a message of the catalogue, else as it stands. */
export const sentenceIn = (
  { message, told }: { message: string; told: { key: PlainKey; params: unknown } | undefined },
  { say }: Locale,
): string => (told ? (say as (key: PlainKey, params: unknown) => string)(told.key, told.params) : message);

/** Tags come from options and catalogues, so there are few of them. */
const known = new Map<string, Locale>();

/**
 * @param wanted BCP 47, canonical
 * @param otherwise for when nobody has written a catalogue of that language; English where there is none of these either
 */
export function localeFor(wanted: string, otherwise = wanted): Locale {
  const tag = isWritten(wanted) ? wanted : otherwise;
  const cached = known.get(tag);
  if (cached) return cached;
  const locale = localeOf(messagesIn(tag));
  known.set(tag, locale);
  return locale;
}

export function localeOf(messages: Messages): Locale {
  const { language } = messages;
  const format = speaker(messages);
  return {
    language,
    say: (key, ...[params]) => format(key, params) as string,
    pieces: ((key: string, params: unknown) => [format(key, params)].flat()) as Pieces,
    day: (at, timeZone) => dates(language, { dateStyle: 'long', timeZone }).format(at),
    moment: (at, timeZone) => dates(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at),
    number: (value) => numbers(language).format(value),
  };
}

type Compiled = string | IntlMessageFormat;

/** Each message is read once, when it is first said: a mail needs few of them, and a page has none in common with it. */
function speaker({ find }: Messages) {
  const compiled = new Map<string, Compiled>();
  return (key: string, params: unknown): unknown => {
    let message = compiled.get(key);
    if (message === undefined) {
      message = compile(find(key));
      compiled.set(key, message);
    }
    return typeof message === 'string' ? message : message.format(params as Record<string, never>);
  };
}

function compile({ message, language }: ReturnType<Messages['find']>): Compiled {
  const read = new IntlMessageFormat(message, language, undefined, { formatters: FORMATTERS });
  const [first, ...others] = read.getAst();
  return first?.type === 0 && others.length === 0 ? first.value : read;
}
