import type { DeliveryState } from '../core/index.ts';

/** From which states something leads where. */
type Move = { readonly from: readonly DeliveryState[]; readonly to: DeliveryState };

/** What can have become of a mail that was called. */
const ANSWERED = ['accepted', 'rejected', 'unknown', 'delivered', 'bounced', 'complained'] as const;

/**
 * Every move of a delivery but for what Amazon SES proves of it, which is in `delivery.ts`. `transition` reads it, and the
 * guards of the statements that decide for many rows at once are made from it.
 */
export const DELIVERY_MOVES = {
  skip: { from: ['planned'], to: 'skipped' },
  /** What a cancelled run left is planned by the next. */
  'plan again': { from: ['skipped'], to: 'planned' },
  call: { from: ['planned'], to: 'calling' },
  /** The lease ran out: whoever held it may be dead. */
  lapse: { from: ['calling'], to: 'unknown' },
  /** Nobody can say whether SES took it. */
  unanswered: { from: ['calling'], to: 'unknown' },
  refuse: { from: ['calling', 'unknown'], to: 'rejected' },
  /** It certainly never reached SES, or SES put it off: no try is spent. */
  unsent: { from: ['calling', 'unknown'], to: 'planned' },
  /** A person, or `UNKNOWN_POLICY=resend`, has it sent again. */
  resend: { from: ['unknown', 'rejected'], to: 'planned' },
  /** The events of other mails say that SES did not take it. */
  'not taken': { from: ['unknown'], to: 'planned' },
  /** It went to a simulator: whatever that said is of no reader, so it is called again. */
  replan: { from: ANSWERED, to: 'planned' },
  /** A journal outside the database says what it does not know: `recall.store.ts`. */
  recall: { from: ['planned', 'calling', 'unknown', 'skipped'], to: 'unknown' },
  /** A person gives up on it. */
  close: { from: ['unknown'], to: 'skipped' },
} as const satisfies Record<string, Move>;

export type DeliveryVerb = keyof typeof DELIVERY_MOVES;

/** Where a verb leads from a state; undefined where it does not. */
export function moveOf(verb: DeliveryVerb, state: DeliveryState): DeliveryState | undefined {
  const { from, to }: Move = DELIVERY_MOVES[verb];
  return from.includes(state) ? to : undefined;
}

/** The guard of a statement by which rows of `d` make the move: SQL text, of nothing but the names of states. */
export const mayMove = (verb: DeliveryVerb): string =>
  `d.state IN (${DELIVERY_MOVES[verb].from.map((state) => `'${state}'`).join(', ')})`;

/** The state that it writes, as SQL text. */
export const moved = (verb: DeliveryVerb): string => `'${DELIVERY_MOVES[verb].to}'`;
