import { type EditionNumber, fault } from '../core/index.ts';

/** @throws Fault `not-found` saying how to get the edition. */
export function requireEdition<Row>(row: Row | undefined, number: EditionNumber): Row {
  if (row !== undefined) return row;
  throw fault('not-found', `There is no edition ${number}: run \`quarterly edition import DIR\` first.`);
}
