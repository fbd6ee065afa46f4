import { type ActDeps, act, record } from '../acts/index.ts';
import { publishEditionArticles } from '../articles/index.ts';
import {
  type ActName,
  type Actor,
  because,
  type Clock,
  type Database,
  type EditionNumber,
  type EditionState,
  reason,
} from '../core/index.ts';
import { advanceEdition, moveEdition } from './edition.ts';
import { requireEdition } from './require.ts';
import { lockEdition, updateEdition } from './store.ts';

export type AdvanceDeps = { db: Database; clock: Clock };

/** What the flow does to an edition is on record as the flow's. */
const FLOW: Actor = { kind: 'flow' };

/**
 * The first mail is about to go out. Idempotent, as are the two below. @throws Fault `conflict` also when its time was taken back this
 * moment, where one must be set.
 */
export const markSending = (deps: AdvanceDeps, number: EditionNumber, timed = false) =>
  advance(deps, number, 'send', timed);
/** Every delivery is accounted for. */
export const markSent = (deps: AdvanceDeps, number: EditionNumber) => advance(deps, number, 'finish');
/** The edition and its articles can be read on the web. */
export const markPublished = (deps: AdvanceDeps, number: EditionNumber) => advance(deps, number, 'publish');

type Verb = 'send' | 'finish' | 'publish';

const ACT = {
  send: 'edition.sending',
  finish: 'edition.sent',
  publish: 'edition.published',
} as const satisfies Record<Verb, ActName>;

function advance(
  { db, clock }: AdvanceDeps,
  number: EditionNumber,
  verb: Verb,
  timed = false,
): Promise<EditionState> {
  return db.transaction().execute(async (trx) => {
    const edition = requireEdition(await lockEdition(trx, number), number);
    const state = advanceEdition(edition, verb);
    if (state === edition.state) return state;
    if (timed && edition.send_at === null)
      throw because('conflict', reason('no-send-time', { edition: number }));
    const at = clock.now();
    await updateEdition(trx, number, { state, ...stamps(verb, at) });
    await record(trx, { act: ACT[verb], by: FLOW, subject: number, params: {} }, at);
    if (verb === 'publish') await publishEditionArticles(trx, number, at);
    return state;
  });
}

function stamps(verb: Verb, at: Date) {
  if (verb === 'finish') return { sent_at: at };
  return verb === 'publish' ? { published_at: at } : {};
}

/** Calls an edition off before any mail has gone out. Its number stays taken; a run that it has ends by that. */
export function cancelEdition(deps: ActDeps, number: EditionNumber, by: Actor): Promise<EditionState> {
  return act(deps, async (trx, at) => {
    const edition = requireEdition(await lockEdition(trx, number), number);
    if (edition.state === 'cancelled') return edition.state;
    const state = moveEdition(edition, 'cancel');
    await updateEdition(trx, number, { state });
    await record(trx, { act: 'edition.cancelled', by, subject: number, params: { from: edition.state } }, at);
    return state;
  });
}
