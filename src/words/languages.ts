import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { English, Translation } from './languages/catalogue.ts';
import { catalogue } from './languages/en.ts';
import { type Message, pseudo } from './pseudo.ts';

/** Where one finds what is said in a language. */
export type Messages = {
  /** BCP 47, of the words. */
  language: string;
  /** @param key `group.name` @returns with the language of this message: English where the catalogue lacks it */
  find(key: string): { message: Message; language: string };
};

const english: English & Translation = catalogue;
const FOLDER = new URL('./languages/', import.meta.url);
const FILE = /^[a-z]{2,3}(-[A-Za-z0-9]+)*\.[jt]s$/;

/** By the name of the file, a BCP 47 tag. A language is added by its file alone, so they are looked for. */
export const catalogues: Readonly<Record<string, Translation>> = Object.fromEntries(
  await Promise.all(
    readdirSync(fileURLToPath(FOLDER))
      .filter((name) => FILE.test(name))
      .map(async (name) => {
        const found = (await import(new URL(name, FOLDER).href)) as { catalogue: Translation };
        return [name.slice(0, -3), found.catalogue];
      }),
  ),
);

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
