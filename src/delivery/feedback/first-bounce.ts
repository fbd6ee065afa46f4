import { record } from '../../acts/index.ts';
import type { Clock, Database, EditionNumber } from '../../core/index.ts';
import { lockFirstBounce } from './first-bounce.store.ts';

/** Writes down, once an edition, that its first mails came back: whoever asked for its approval hears of it. */
export async function noteFirstBounce(
  { db, clock }: { db: Database; clock: Clock },
  edition: EditionNumber,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await lockFirstBounce(tx, edition))) return;
    const act = {
      act: 'edition.bounces-began',
      by: { kind: 'amazon' },
      subject: edition,
      params: {},
    } as const;
    await record(tx, act, clock.now());
  });
}
