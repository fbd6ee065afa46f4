import type { Reason } from '../../core/index.ts';
import { insist } from '../insist.ts';
import type { Admission } from '../plan/admission.ts';
import { type Candidate, claimBatch } from './claim.store.ts';
import { byChoice, type Ready, variantKey } from './composing.ts';
import { FIRST_SUBSCRIBER, type Sending } from './sending.ts';

const MOST_CLAIMED = 500;
/** Mails in hand wait for the pace about so long, and others could have them meanwhile. */
const HAND_SECONDS = 5;

/** Takes a batch in hand; true when there may be more. After the last reader it looks once more from the first. */
export async function claim(sending: Sending): Promise<boolean> {
  const { db, clock, leaseSeconds } = sending.deps;
  const limit = claimSize(sending);
  const from = performance.now();
  const { edition, lease, after } = sending;
  const ready: Ready[] = [];
  const candidates = await insist(sending, async () => {
    ready.length = 0;
    const admit = await sending.admission();
    const request = { edition, lease, leaseSeconds, after, limit, now: clock.now() };
    return claimBatch(db, request, (candidate) => take(admit(candidate), { candidate, ready, sending }));
  });
  if (candidates === undefined) {
    sending.stopped = true;
    return false;
  }
  sending.leaseEnd = from + leaseSeconds * 1_000;
  sending.after =
    candidates.length < limit ? FIRST_SUBSCRIBER : (candidates.at(-1)?.subscriber ?? FIRST_SUBSCRIBER);
  sending.hand.push(...byChoice(ready));
  return candidates.length === limit || after !== FIRST_SUBSCRIBER;
}

type Taking = { candidate: Candidate; ready: Ready[]; sending: Sending };

function take(admission: Admission, { candidate, ready, sending }: Taking): Reason | null {
  if ('skip' in admission) return admission.skip;
  const { address, slugs } = admission;
  const language = sending.languageOf(candidate.language);
  const key = variantKey(candidate.format, slugs, language);
  ready.push({ candidate, address, slugs, language, variantKey: key });
  return null;
}

/** What the pace lets go in a few seconds; one while Amazon SES is away, as no more is called then. */
function claimSize({ deps }: Sending): number {
  if (deps.pacer.isAway()) return 1;
  const few = Math.ceil(deps.pacer.perSecond() * Math.min(HAND_SECONDS, deps.leaseSeconds / 2));
  return Math.min(MOST_CLAIMED, Math.max(deps.concurrency, few));
}
