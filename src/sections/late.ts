import type { Actor, Db, SectionId } from '../core/index.ts';
import type { SectionReaders } from './readers.ts';
import { openSectionBook } from './register.ts';

/**
 * Moves the readers who were choosing an ended section while it ended: their form was made before. Where they go is what
 * the section has become by now.
 */
export async function moveLateChoices(
  tx: Db,
  readers: SectionReaders,
  { id, by, at }: { id: SectionId; by: Actor; at: Date },
): Promise<void> {
  const book = await openSectionBook(tx);
  const section = book.get(id);
  if (!section?.retired) return;
  const into = book.becomes(section.slug);
  await readers.follow(tx, into ? { kind: 'merged', section, into } : { kind: 'retired', section }, {
    by,
    at,
  });
}
