import { type Clock, type Database, inTransaction, type Log } from '../../core/index.ts';
import { applyOutcomes } from '../outcomes.store.ts';
import { insertConclusions, noteDisputes, unknownCalls, writeHeld } from './evidence.store.ts';
import { nextLook, weigh } from './evidence.ts';

/** With `UNKNOWN_POLICY=evidence`: has unknown mails that SES certainly did not take sent again, and says why others hold. */
export async function settleByEvidence({
  db,
  clock,
  log,
}: {
  db: Database;
  clock: Clock;
  log: Log;
}): Promise<void> {
  await noteDisputes(db);
  const now = clock.now();
  const weighed = (await unknownCalls(db, now)).map((call) => ({ ...call, ...weigh(call) }));
  await writeHeld(
    db,
    weighed.flatMap((call) =>
      call.taken === 'unknown'
        ? [{ row: call.row, why: call.why, lookAt: new Date(now.getTime() + nextLook(call, call.windowMs)) }]
        : [],
    ),
  );
  const untaken = weighed.filter(({ taken }) => taken === 'no');
  if (untaken.length === 0) return;
  const changed = await inTransaction(db, async (tx) => {
    const changes = await applyOutcomes(
      tx,
      untaken.map(({ id }) => ({ id, event: { type: 'not taken' } })),
      now,
    );
    const ids = new Set(changes.map(({ id }) => Number(id)));
    await insertConclusions(
      tx,
      untaken.filter(({ id }) => ids.has(Number(id))),
      now,
    );
    return ids.size;
  });
  log.info({ mails: changed }, 'Amazon SES did not take these mails, by the events of others: sent again');
}
