import { because, type EditionState, type EditionVerb, fault, reason } from '../core/index.ts';

type Edition = { number: number; state: EditionState };
type Move = { from: readonly EditionState[]; to: EditionState };

const MOVES: Record<EditionVerb, Move> = {
  assemble: { from: ['planned', 'assembled'], to: 'assembled' },
  approve: { from: ['assembled'], to: 'approved' },
  reopen: { from: ['approved'], to: 'assembled' },
  send: { from: ['approved'], to: 'sending' },
  finish: { from: ['sending'], to: 'sent' },
  publish: { from: ['sent'], to: 'published' },
  cancel: { from: ['planned', 'assembled', 'approved'], to: 'cancelled' },
};

const ORDER: readonly EditionState[] = ['planned', 'assembled', 'approved', 'sending', 'sent', 'published'];

/** The content is fixed: mail may have gone out from it. */
export const isFrozen = (state: EditionState) => ORDER.indexOf(state) >= ORDER.indexOf('approved');

/** Mail may be on its way. */
export const hasBegun = (state: EditionState) => ORDER.indexOf(state) >= ORDER.indexOf('sending');

/**
 * The state after `verb`.
 * @throws Fault `conflict` with the sentence that says what to do instead.
 */
export function moveEdition({ number, state }: Edition, verb: EditionVerb): EditionState {
  const move = MOVES[verb];
  if (move.from.includes(state)) return move.to;
  throw because('conflict', reason('edition-state', { edition: number, state, verb }));
}

/**
 * As `moveEdition`, but an edition that has got there or further stays as it is: the flow's actions may run twice.
 */
export function advanceEdition(edition: Edition, verb: 'send' | 'finish' | 'publish'): EditionState {
  return ORDER.indexOf(edition.state) >= ORDER.indexOf(MOVES[verb].to)
    ? edition.state
    : moveEdition(edition, verb);
}

/** @throws Fault `conflict` when a change at the desk comes too late. */
export function requireUnfrozen({ number, state }: Edition): void {
  if (state === 'cancelled') throw fault('conflict', `Edition ${number} was called off: plan another one.`);
  if (!isFrozen(state)) return;
  const how =
    state === 'approved' ? 'reopen it first' : 'its mails are on their way, so nothing in it can change';
  throw fault('conflict', `Edition ${number} has been approved: ${how}. Nothing was changed.`);
}

/** @throws Fault `conflict` when an import comes too late. */
export function requireOpen({ number, state }: Edition): void {
  if (state === 'planned' || state === 'assembled') return;
  const why =
    state === 'cancelled' ? 'choose another number' : 'its content is frozen and the folder cannot change it';
  throw fault('conflict', `Edition ${number} is ${state}: ${why}. Nothing was stored.`);
}
