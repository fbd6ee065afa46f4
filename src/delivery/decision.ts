import type { Actor, EditionNumber } from '../core/index.ts';

/** Of whose mails somebody decides, and who. The senders are rung for by what follows from the act. */
export type Decision = { edition: EditionNumber; by: Actor };
