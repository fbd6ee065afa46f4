import { because, type EditionNumber, reason } from '../core/index.ts';

/** @throws Fault `not-found` saying how to get the edition. */
export function requireEdition<Row>(row: Row | undefined, number: EditionNumber): Row {
  if (row !== undefined) return row;
  throw because('not-found', reason('no-edition', { edition: number }));
}
