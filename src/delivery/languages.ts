import type { Db, EditionNumber } from '../core/index.ts';
import { type LanguageName, type Languages, readerLanguage } from '../words/written.ts';
import type { Became } from './breakdown.store.ts';
import { sumOf } from './breakdown.ts';
import { countByLanguage } from './languages.store.ts';

/** What became of an edition's mails in one language. */
export type InLanguage = Became & { language: LanguageName };

/** By language, the publication's own first; nothing where it has one alone, and then nothing is read. */
export async function mailsByLanguage(
  db: Db,
  edition: EditionNumber,
  languages: Languages,
): Promise<InLanguage[]> {
  if (languages.length < 2) return [];
  const rows = await countByLanguage(db, edition);
  return languages.map((language) => ({
    language,
    ...sumOf(rows.filter((row) => readerLanguage(row.language, languages) === language)),
  }));
}
