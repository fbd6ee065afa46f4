import type { Db, EditionNumber, Reason, SubscriberId, SubscriberState } from '../src/core/index.ts';
import type { LedgerLine } from './ledger.store.ts';
import { type PlannedEdition, selectPlannedEditions } from './why.store.ts';

/** What became of a reader's mail of one edition, and why, as far as it is known. */
export type MailOutcome = { readonly edition: EditionNumber; readonly at: Date } & (
  | {
      readonly kind: 'delivered' | 'complained' | 'accepted' | 'on its way' | 'unknown';
      /** It went to a simulator, and to nobody's mailbox. */
      readonly simulated: boolean;
    }
  | { readonly kind: 'bounced' | 'refused' | 'skipped'; readonly why: Reason | null }
  /** Its record is past its time. */
  | { readonly kind: 'not recorded'; readonly before: Date }
  /** They were no active reader when the edition's readers were looked at. */
  | { readonly kind: 'not active'; readonly standing: StandingThen }
);

/** What a reader was at some time; `none`: there was no such reader yet. */
export type StandingThen = {
  readonly state: SubscriberState | 'none';
  readonly since: Date | null;
  readonly reason: string | null;
};

/** What became of the newest editions, the newest first: the answer to "why did I not get it?". */
export async function mailOutcomes(
  db: Db,
  { id, ledger, limit }: { id: SubscriberId; ledger: readonly LedgerLine[]; limit: number },
): Promise<MailOutcome[]> {
  return (await selectPlannedEditions(db, id, limit)).map((planned) => mailOutcome(planned, ledger));
}

/** Pure. An edition has a mail for everybody who was active when it was planned: who has none was not. */
export function mailOutcome(
  { edition, plannedAt, foldedBefore, mail }: PlannedEdition,
  ledger: readonly LedgerLine[],
): MailOutcome {
  if (!mail) {
    const standing = standingAt(ledger, plannedAt);
    if (foldedBefore && standing.state === 'active')
      return { edition, at: plannedAt, kind: 'not recorded', before: foldedBefore };
    return { edition, at: plannedAt, kind: 'not active', standing };
  }
  const { state, why, at, simulated } = mail;
  const of = { edition, at };
  switch (state) {
    case 'delivered':
    case 'complained':
    case 'accepted':
    case 'unknown':
      return { ...of, kind: state, simulated };
    case 'planned':
    case 'calling':
      return { ...of, kind: 'on its way', simulated };
    case 'bounced':
    case 'skipped':
      return { ...of, kind: state, why };
    case 'rejected':
      return { ...of, kind: 'refused', why };
  }
}

/** Pure: what the ledger says that a reader was at that time. */
export function standingAt(ledger: readonly LedgerLine[], at: Date): StandingThen {
  let standing: StandingThen = { state: 'none', since: null, reason: null };
  for (const line of ledger) {
    if (line.at > at) break;
    const state = becomes(line);
    if (state !== undefined && state !== standing.state)
      standing = { state, since: line.at, reason: line.reason };
  }
  return standing;
}

function becomes({ event, reason, detail }: LedgerLine): SubscriberState | undefined {
  switch (event) {
    case 'asked':
      return 'pending';
    case 'asked again':
      return detail.sections === undefined ? undefined : 'pending';
    case 'confirmed':
    case 'imported':
    case 'came back':
      return 'active';
    case 'suppression lifted':
      return detail.reactivated === true || reason === 'it had arrived' ? 'active' : 'unsubscribed';
    case 'left':
      return 'unsubscribed';
    case 'suppressed':
      return 'suppressed';
    case 'erased':
    case 'address given up':
      return 'erased';
    default:
      return undefined;
  }
}
