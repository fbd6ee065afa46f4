import { editionArticles } from '../articles/index.ts';
import type { Db, EditionNumber } from '../core/index.ts';

/** By slug: the file that an article came from, and the line on which its body starts in it. */
export type BodyPlaces = ReadonlyMap<string, { file: string; line: number }>;

/** Only of what came from a folder, by an import that knew of lines. */
export async function bodyPlaces(db: Db, edition: EditionNumber): Promise<BodyPlaces> {
  const { articles } = await editionArticles(db, edition);
  return new Map(
    articles.flatMap(({ slug, source, source_key: file, body_line: line }) =>
      source === 'folder' && file !== null && line !== null ? [[slug, { file, line }] as const] : [],
    ),
  );
}
