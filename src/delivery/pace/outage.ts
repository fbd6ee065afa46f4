import { type Db, type EditionNumber, type Reason, reason } from '../../core/index.ts';
import { planOf } from '../report.store.ts';
import { type Outage, outagesSince, presentOutage } from './outage.store.ts';

/** What has kept the mails of an edition from Amazon SES: at present, and earlier since it was planned. */
export type Outages = { present?: Outage; past: Outage[] };

export async function outagesOf(db: Db, edition: EditionNumber): Promise<Outages> {
  const [present, plan] = [await presentOutage(db), await planOf(db, edition)];
  const past = plan ? await outagesSince(db, plan.created_at) : [];
  return { ...(present ? { present } : {}), past };
}

/** What the run waits for, since when, how often it was tried, and when it is tried again. */
export const waitsForSes = ({ since, tries, reason: said, nextTryAt }: Outage): Reason =>
  reason('ses-away', {
    said,
    since: since.toISOString(),
    tries,
    ...(nextTryAt ? { nextTryAt: nextTryAt.toISOString() } : {}),
  });
