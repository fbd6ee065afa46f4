import type { Actor, Db, EditionNumber } from '../core/index.ts';
import { type ApprovalLink, selectLinks, selectSendBacks } from './approval-links.store.ts';
import { selectApprovals } from './approvals.store.ts';
import { sameHand } from './approver.ts';
import { selectRequest } from './ask.store.ts';
import type { Snapshot } from './snapshot.ts';
import { selectSnapshotHistory } from './store.ts';

/** What somebody knows of an edition already: its content when they answered last, when it was approved, or when they were asked first. */
export type KnownContent = {
  why: 'sent-back' | 'approved' | 'asked';
  /** Whose answer it was; left out where they were only asked. */
  by?: Actor;
  /** Whether that were they. */
  own: boolean;
  at: Date;
  snapshot: Snapshot;
};

/** Who looks: by which links, and as whom. */
export type Looker = { by?: Actor; links: readonly Pick<ApprovalLink, 'id'>[] };

/**
 * Against what an edition is compared for whoever looks at it. That a page was opened counts for nothing, since scanners open pages
 * too: their own answer does, else the last approval, else the first time that they were asked. `undefined` when nothing is known.
 */
export async function knownContent(
  db: Db,
  edition: EditionNumber,
  { by, links }: Looker,
): Promise<KnownContent | undefined> {
  const isOwn = (answer: { link: number | null; actor: Actor }) =>
    links.some(({ id }) => id === answer.link) || (by !== undefined && sameHand(by, answer.actor));
  const answers = (await answersTo(db, edition)).map((one) => ({ ...one, own: isOwn(one) }));
  const chosen = answers.find(({ own }) => own) ?? answers.find(({ why }) => why === 'approved');
  if (chosen) {
    const { why, actor, own, at, snapshot } = chosen;
    return { why, by: actor, own, at, snapshot };
  }
  return firstAsk(db, edition, links);
}

type Answer = {
  why: 'sent-back' | 'approved';
  link: number | null;
  actor: Actor;
  at: Date;
  snapshot: Snapshot;
};

/** The latest first. */
async function answersTo(db: Db, edition: EditionNumber): Promise<Answer[]> {
  const history = new Map(
    (await selectSnapshotHistory(db, edition)).map(({ hash, snapshot }) => [hash, snapshot]),
  );
  const approved = (await selectApprovals(db, edition)).flatMap((row): Answer[] => {
    const snapshot = history.get(row.snapshot_hash);
    return snapshot ? [{ why: 'approved', link: row.link_id, actor: row.actor, at: row.at, snapshot }] : [];
  });
  const back = (await selectSendBacks(db, edition)).map(
    (row): Answer => ({
      why: 'sent-back',
      link: row.link_id,
      actor: row.actor,
      at: row.at,
      snapshot: row.content as Snapshot,
    }),
  );
  return [...approved, ...back].sort((one, other) => other.at.getTime() - one.at.getTime());
}

async function firstAsk(
  db: Db,
  edition: EditionNumber,
  links: Looker['links'],
): Promise<KnownContent | undefined> {
  const ids = links.map(({ id }) => id);
  const first = (await selectLinks(db, edition)).find(({ id }) => ids.includes(id));
  const request = first && (await selectRequest(db, edition, first.content_key));
  return first && request && { why: 'asked', own: true, at: first.asked_at, snapshot: request };
}
