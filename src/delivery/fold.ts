import {
  because,
  type Database,
  type Db,
  type DeliveryState,
  type EditionNumber,
  inSlices,
  reason,
  type SubscriberId,
} from '../core/index.ts';
import { SENT_STATES } from './delivery.ts';
import {
  editionsToFold,
  type Fold,
  type Foldable,
  foldedOf,
  foldRows,
  markFolded,
  nextDeliveries,
  noteOldest,
} from './fold.store.ts';
import { lockPlan } from './send/open.store.ts';

/** A mail of an edition that went to a reader. */
export type GoneMail = { subscriber: SubscriberId; edition: EditionNumber };

export type FoldDeps = {
  db: Database;
  /** What the readers' side counts by the mails that follow one another, it must have counted before they are gone. */
  beforeFold(tx: Db, mails: readonly GoneMail[]): Promise<void>;
};

const BATCH = 1_000;
/** What is planned or being called is no record of a mail yet. */
const SETTLED: readonly DeliveryState[] = [...SENT_STATES, 'rejected', 'skipped'];

/**
 * Makes numbers of the deliveries that nothing has happened to since `before`, for each edition, in small transactions: a kill
 * in between loses none and counts none twice. What nobody knows stays for as long as its run is open, since a person may
 * decide it. Returns how many are gone.
 */
export async function foldDeliveries(deps: FoldDeps, before: Date, signal?: AbortSignal): Promise<number> {
  let total = 0;
  for (const { edition, open } of await editionsToFold(deps.db, before)) {
    if (signal?.aborted) break;
    const fold = { edition, before, states: open ? SETTLED : [...SETTLED, 'unknown' as const] };
    total += await foldEdition(deps, fold, signal);
    if (!signal?.aborted) await noteOldest(deps.db, fold);
  }
  return total;
}

async function foldEdition(deps: FoldDeps, fold: Fold, signal?: AbortSignal): Promise<number> {
  let after = 0 as SubscriberId;
  let folded = 0;
  await inSlices(BATCH, signal, () =>
    deps.db.transaction().execute(async (tx) => {
      await lockPlan(tx, fold.edition);
      const next = await nextDeliveries(tx, fold, { after, limit: BATCH });
      after = next.at(-1)?.subscriber ?? after;
      const rows = next.filter(({ foldable }) => foldable);
      if (rows.length === 0) return next.length;
      // Readers first: whoever holds a reader, as an erasure does, may want their deliveries next.
      await deps.beforeFold(tx, gone(rows, fold.edition));
      const ids = rows.map(({ id }) => id);
      folded += await foldRows(tx, ids, fold);
      await markFolded(tx, fold);
      return next.length;
    }),
  );
  return folded;
}

const gone = (rows: readonly Foldable[], edition: EditionNumber): GoneMail[] =>
  rows.flatMap(({ state, subscriber }) => (state === 'skipped' ? [] : [{ subscriber, edition }]));

/** @throws Fault `conflict` for an edition of which nobody can say any more who has had it. */
export async function requireRecorded(db: Db, edition: EditionNumber, verb: 'send' | 'tell'): Promise<void> {
  const folded = await foldedOf(db, edition);
  if (!folded) return;
  throw because('conflict', reason('mails-folded', { edition, before: folded.before.toISOString(), verb }));
}
