import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { catalogue } from './en.ts';

/** What a file of this folder exports as `catalogue`, whatever its messages. */
type Catalogue<Messages> = {
  /** BCP 47: in what `lang` and the formats of dates and numbers are, where nobody asks for another region. */
  language: string;
  /** Who has read all of it as a speaker of the language, and when; null = nobody yet. */
  reviewed: { by: string; on: string } | null;
  messages: Messages;
};

export type English = Catalogue<Readonly<Record<string, Readonly<Record<string, string>>>>>;
type Messages = (typeof catalogue)['messages'];

/** A language other than English. It may lack messages, which are then said in English; `npm run check` names them. */
export type Translation = Catalogue<{
  readonly [Group in keyof Messages]?: { readonly [Name in keyof Messages[Group]]?: string };
}>;

/** `group.name`. */
export type MessageKey = {
  [Group in keyof Messages & string]: `${Group}.${keyof Messages[Group] & string}`;
}[keyof Messages & string];

type MessageOf<Key extends MessageKey> = Key extends `${infer Group}.${infer Name}`
  ? Group extends keyof Messages
    ? Name extends keyof Messages[Group]
      ? Messages[Group][Name] & string
      : never
    : never
  : never;

type Tag<Message extends string> = Message extends `${string}<${infer Name}>${infer Rest}`
  ? (Name extends `/${string}` ? never : Name) | Tag<Rest>
  : never;
type TagOf<Key extends MessageKey> = Tag<MessageOf<Key>>;

type Arguments<Key extends MessageKey, Value> = GetICUArgs<
  MessageOf<Key>,
  { ICUNumberArgument: number; ICUArgument: Value }
>;
/** Nothing where nothing is asked for, so that a parameter too few or too many does not compile. */
type Asked<Params> = keyof Params extends never ? [] : [params: Params];

/** Messages without elements: all that is said outside HTML, and labels. */
export type PlainKey = { [Key in MessageKey]: [TagOf<Key>] extends [never] ? Key : never }[MessageKey];
export type PlainParams<Key extends MessageKey> = Asked<Arguments<Key, string | number>>;

/** Parameters that may be elements, and for each tag what wraps the words in it. */
export type RichParams<Key extends MessageKey, Element> = Asked<
  Arguments<Key, string | number | Element> & {
    [Name in TagOf<Key>]: (inside: (string | Element)[]) => Element;
  }
>;
