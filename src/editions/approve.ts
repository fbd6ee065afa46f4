import { type ActDeps, act, record } from '../acts/index.ts';
import {
  type Actor,
  because,
  type ContentHash,
  canonicalJson,
  type Db,
  type EditionNumber,
  fault,
  oneLine,
  reason,
  sha256,
  signature,
} from '../core/index.ts';
import { insertApproval, selectLastEditor } from './approvals.store.ts';
import { type ApprovalRule, type Hand, whyNotApprover } from './approver.ts';
import { freezeAgain } from './draft.ts';
import { isFrozen, moveEdition } from './edition.ts';
import { requireEdition } from './require.ts';
import { requireSeen } from './seen.ts';
import type { FrozenSnapshot } from './snapshot.ts';
import { type EditionRow, insertSnapshot, lockEdition, selectSnapshot, updateEdition } from './store.ts';

/** Compiles the mail of what is frozen, keeps it for sending, and gives the hash of its bytes and of the theme. */
export type CompileMail = (tx: Db, frozen: FrozenSnapshot) => Promise<ContentHash>;

export type Approving = {
  /** What the approver says with it. */
  words?: string;
  /** Why nobody else can be asked: it counts, and is on a list until another person has looked at it. */
  alone?: string;
  /** Whether whoever changed the content last may approve it; left out: anyone may. */
  rule?: ApprovalRule;
  /** Left out: the approval covers the content alone. */
  compile?: CompileMail;
  /** The content that was looked at; left out: whatever there is. */
  content?: string;
  /** The mailed link by which it is given. */
  link?: number;
  /** What else is known of whose hands these are. */
  hands?: readonly Hand[];
};

/**
 * Freezes the edition: from here on mail, pages and feeds come from the snapshot alone. Approving again returns the
 * same snapshot; of two people at once the first approves.
 * @throws Fault `not-found`; `forbidden` when somebody else must approve it; `invalid` when alone without a reason; `conflict` when
 * it is not assembled, is empty, or differs from what was approved.
 */
export async function approveEdition(
  deps: ActDeps,
  number: EditionNumber,
  by: Actor,
  approving: Approving = {},
): Promise<FrozenSnapshot> {
  const words = oneLine(approving.words ?? '') || null;
  const alone = approving.alone === undefined ? null : oneLine(approving.alone);
  if (alone === '') throw fault('invalid', 'Say in a sentence why nobody else can be asked.');
  return act(deps, async (trx, at) => {
    const edition = requireEdition(await lockEdition(trx, number), number);
    if (isFrozen(edition.state)) return approvedBefore(trx, edition);
    const state = moveEdition(edition, 'approve');
    const { rule = 'anyone', hands = [], link } = approving;
    if (alone === null) await requireApprover(trx, number, { by, rule, hands });
    await requireSeen({ db: trx, clock: deps.clock }, number, approving.content);
    const { frozen, latest } = await freezeAgain(trx, edition, at);
    if (frozen.snapshot.sections.length === 0) throw emptyEdition(number);
    if (!latest) await insertSnapshot(trx, frozen, at);
    const hash = approvalHash(frozen, await approving.compile?.(trx, frozen));
    const given = { edition: number, hash, snapshot: frozen.hash, by, at, words, alone };
    await insertApproval(trx, { ...given, link: link ?? null });
    const approved_by = approvedBy(by);
    await updateEdition(trx, number, { state, approved_by, approved_at: at, reopened_at: null });
    const params = {
      hash: frozen.hash,
      approval: hash,
      ...(alone === null ? {} : { alone: true }),
      ...(link === undefined ? {} : { link }),
    };
    await record(trx, { act: 'edition.approved', by, subject: number, params }, at);
    return frozen;
  });
}

/** What an approval counts for: the content, and the theme and compiled mail where they are covered. */
export const approvalHash = ({ hash }: FrozenSnapshot, mail: ContentHash | undefined): ContentHash =>
  mail === undefined ? hash : sha256(canonicalJson({ snapshot: hash, mail }));

/** As it is shown with the edition. */
export const approvedBy = (by: Actor) => `${signature(by)}${by.kind === 'flow' ? ' (APPROVAL=none)' : ''}`;

async function requireApprover(
  tx: Db,
  number: EditionNumber,
  asked: { by: Actor; rule: ApprovalRule; hands: readonly Hand[] },
): Promise<void> {
  const why = whyNotApprover({ ...asked, lastEditor: await selectLastEditor(tx, number) });
  if (why === undefined) return;
  const alone =
    asked.by.kind === 'command'
      ? 'approve it with `--alone --reason TEXT`'
      : 'somebody of the desk approves it without a second person, and says why';
  throw fault(
    'forbidden',
    `Edition ${number} cannot be approved so: ${why}. Where nobody else can be asked, ${alone}.`,
  );
}

const emptyEdition = (edition: EditionNumber) => because('conflict', reason('edition-empty', { edition }));

async function approvedBefore(trx: Db, edition: EditionRow): Promise<FrozenSnapshot> {
  const { number, state } = edition;
  const frozen = await selectSnapshot(trx, number);
  if (!frozen) throw because('conflict', reason('edition-without-snapshot', { edition: number, state }));
  const now = await freezeAgain(trx, edition, new Date(frozen.snapshot.approvedAt));
  if (now.latest) return frozen;
  throw because('conflict', reason('approved-otherwise', { edition: number, hash: frozen.hash }));
}
