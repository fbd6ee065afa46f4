import type { English, Translation } from './languages/catalogue.ts';
import { catalogue as cy } from './languages/cy.ts';
import { catalogue as en } from './languages/en.ts';
import { type Message, pseudo } from './pseudo.ts';

/** Where one finds what is said in a language. */
export type Messages = {
  /** BCP 47, of the words. */
  language: string;
  /** @param key `group.name` @returns with the language of this message: English where the catalogue lacks it */
  find(key: string): { message: Message; language: string };
};

const english: English & Translation = en;

/** Every file of `languages`, by its name, a BCP 47 tag. A new one is imported here: programs are bundled. */
export const catalogues: Readonly<Record<string, Translation>> = { en, cy };

/** Whether there are words in the language of a tag. */
export const isWritten = (tag: string): boolean =>
  catalogues[tag] !== undefined || catalogues[primary(tag)] !== undefined || pseudo(tag) !== undefined;

/** @param tag BCP 47, canonical: the language of a catalogue, with any region, or a pseudo-locale */
export function messagesIn(tag: string): Messages {
  const made = pseudo(tag);
  if (made) return { language: tag, find: (key) => ({ message: made(inEnglish(key)), language: tag }) };
  return messagesFrom(catalogues[tag] ?? catalogues[primary(tag)] ?? english, tag);
}

/** What a catalogue says; where it is of another language than `tag`, it says its own. */
export function messagesFrom(found: Translation, tag: string): Messages {
  const language = primary(found.language) === primary(tag) ? tag : found.language;
  return {
    language,
    find(key) {
      const message = messageOf(found, key);
      return message === undefined
        ? { message: inEnglish(key), language: english.language }
        : { message, language };
    },
  };
}

const primary = (tag: string) => tag.replace(/-.*/, '');

function messageOf({ messages }: Translation, key: string): string | undefined {
  const [group = '', name = ''] = key.split('.');
  return (messages as Record<string, Record<string, string> | undefined>)[group]?.[name];
}

/** @throws Error for a key that no catalogue has, which does not compile either. */
function inEnglish(key: string): string {
  const message = messageOf(english, key);
  if (message === undefined) throw new Error(`No message is called "${key}"`);
  return message;
}
