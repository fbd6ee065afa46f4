import type { Db, EditionNumber } from '../core/index.ts';
import { type Outage, outagesSince, presentOutage } from './outage.store.ts';
import { planOf } from './report.store.ts';

/** What has kept the mails of an edition from Amazon SES: at present, and earlier since it was planned. */
export type Outages = { present?: Outage; past: Outage[] };

export async function outagesOf(db: Db, edition: EditionNumber): Promise<Outages> {
  const [present, plan] = [await presentOutage(db), await planOf(db, edition)];
  const past = plan ? await outagesSince(db, plan.created_at) : [];
  return { ...(present ? { present } : {}), past };
}

/** One sentence for the run: what it waits for, since when, how often it was tried, and when it is tried again. */
export function waitsForSes({ since, tries, reason, nextTryAt }: Outage): string {
  const next = nextTryAt ? `, next try at ${time(nextTryAt, 19)}` : '';
  return `Waiting for Amazon SES: ${reason}, since ${time(since, 16)}, tried ${tries} times${next}. It goes on by itself.`;
}

const time = (at: Date, letters: 16 | 19) => `${at.toISOString().slice(0, letters).replace('T', ' ')} UTC`;
