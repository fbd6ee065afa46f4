import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, type EditionNumber, fault } from '../core/index.ts';
import { insertSendBack } from './approval-links.store.ts';
import { isFrozen, moveEdition } from './edition.ts';
import { requireEdition } from './require.ts';
import { requireSeen } from './seen.ts';
import { lockEdition } from './store.ts';

const MOST_WORDS = 2_000;

type SendingBack = {
  by: Actor;
  words: string;
  /** The content that they looked at. */
  content: string;
  link?: number;
};

/**
 * An approver does not approve, and says why: it waits for the editors now. Any approver may still approve it.
 * @throws Fault `not-found`; `invalid` without words; `conflict` when it is approved, or is not what they looked at.
 */
export function sendBackEdition(
  deps: ActDeps,
  number: EditionNumber,
  { by, words: given, content: seen, link }: SendingBack,
): Promise<void> {
  const words = given.trim();
  if (words === '') throw fault('invalid', 'Say what should change: the editors read it.');
  if (words.length > MOST_WORDS)
    throw fault('invalid', `Say it in ${MOST_WORDS.toLocaleString('en-GB')} characters at most.`);
  return act(deps, async (tx, at) => {
    const edition = requireEdition(await lockEdition(tx, number), number);
    if (isFrozen(edition.state))
      throw fault('conflict', `Edition ${number} is approved already, so it cannot be sent back.`);
    moveEdition(edition, 'approve');
    const { snapshot, content } = await requireSeen({ db: tx, clock: deps.clock }, number, seen);
    await insertSendBack(tx, { edition: number, link: link ?? null, content, snapshot, by, at, words });
    const params = { content, ...(link === undefined ? {} : { link }) };
    await record(tx, { act: 'edition.sent-back', by, subject: number, params }, at);
  });
}
