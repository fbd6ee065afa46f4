import { record } from '../acts/index.ts';
import {
  type Actor,
  type Clock,
  type ContentHash,
  canonicalJson,
  type Database,
  type EditionNumber,
  sha256,
} from '../core/index.ts';
import { requireUnfrozen } from './edition.ts';
import { requireEdition } from './require.ts';
import { type EditionRow, lockEdition, updateEdition } from './store.ts';
import { EDITION_FIELDS, type EditionField, type OwnPage } from './typed.ts';

/** An edition's own page as it is stored. */
export const pageOf = ({
  cover,
  title,
  strapline,
  preheader,
  subject,
  welcome,
  publisher,
  mailbox,
}: EditionRow): OwnPage => ({
  cover,
  title,
  strapline,
  preheader,
  subject,
  welcome,
  publisher,
  mailbox,
});

/** Goes with a form, so that a save says what it began from. */
export const pageKey = (row: EditionRow): ContentHash => sha256(canonicalJson(pageOf(row)));

/** `changed`: the fields that are other now. `conflict`: somebody else changed the page meanwhile, and nothing was stored. */
export type PageChange = { changed: EditionField[] } | { conflict: EditionRow };

/**
 * Stores an edition's own page. Nothing is lost silently: where it is no longer what the editor began from, and is not what they
 * want either, it stays as it is.
 * @throws Fault `not-found`; `conflict` once it is approved or cancelled
 */
export function changePage(
  { db, clock }: { db: Database; clock: Clock },
  number: EditionNumber,
  { page, began, by }: { page: OwnPage; began: string; by: Actor },
): Promise<PageChange> {
  return db.transaction().execute(async (tx): Promise<PageChange> => {
    const row = requireEdition(await lockEdition(tx, number), number);
    requireUnfrozen(row);
    const before = pageOf(row);
    const changed = EDITION_FIELDS.filter((field) => before[field] !== page[field]);
    if (changed.length === 0) return { changed };
    if (pageKey(row) !== began) return { conflict: row };
    await updateEdition(tx, number, page);
    const pick = (from: OwnPage) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    const params = { before: pick(before), after: pick(page) };
    await record(tx, { act: 'edition.changed', by, subject: number, params }, clock.now());
    return { changed };
  });
}
