import { DAY_MS, type Db, type EditionNumber } from '../../core/index.ts';
import { selectPlannedSince } from '../report.store.ts';
import { bounceThreshold } from './bounce-threshold.ts';
import { countForThreshold } from './feedback.store.ts';

/** An edition of which Amazon SES reported more than is borne. `limit`: a share of one. */
export type OverThreshold = {
  edition: EditionNumber;
  kind: 'bounces' | 'complaints';
  count: number;
  sent: number;
  limit: number;
  /** When it was planned. */
  since: Date;
};

/** Nearly all reports come within days; what is older says nothing of the list as it is now. */
const LATELY_DAYS = 14;

/** Editions planned of late with too many bounces or complaints: also those that are out, which no hold can stop any more. */
export async function overThresholds(db: Db, now: Date): Promise<OverThreshold[]> {
  const over: OverThreshold[] = [];
  for (const { edition, since } of await selectPlannedSince(
    db,
    new Date(now.getTime() - LATELY_DAYS * DAY_MS),
  )) {
    const why = bounceThreshold(await countForThreshold(db, edition));
    if (why?.code === 'too-many-bounces') over.push({ edition, kind: 'bounces', ...why.params, since });
    if (why?.code === 'too-many-complaints') over.push({ edition, kind: 'complaints', ...why.params, since });
  }
  return over;
}
