import type { Actor, DeliveryId, EditionNumber } from '../core/index.ts';

/** Of whose mails somebody decides, and who. The senders are rung for by what follows from the act. */
export type Decision = { edition: EditionNumber; by: Actor };

/** The same about mails in doubt: about one of them, or all. */
export type DoubtDecision = Decision & { only?: DeliveryId | undefined };
