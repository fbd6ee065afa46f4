import { requireMay } from '../access/index.ts';
import type { Actor, EditionNumber } from '../core/index.ts';
import { announceVoid } from '../delivery/index.ts';
import {
  type Approval,
  approvalRule,
  approveEdition,
  type CompileMail,
  draftSnapshot,
  type FrozenSnapshot,
  loadEdition,
  markTold,
  type RestoredApproval,
  restoreApproval,
} from '../editions/index.ts';
import { compileForApproval, keepPreflight, knownMail } from '../rendering/index.ts';
import type { App } from './app.ts';
import { addressOf, askedApprovers, linksAmong } from './asking.ts';

/** Compiles what is approved, as this process renders mails. */
export const mailCompiler =
  ({ clock, rendering }: Pick<App, 'clock' | 'rendering'>): CompileMail =>
  (db, frozen) =>
    compileForApproval({ db, clock }, frozen, rendering);

/** Compiles the mail of an edition as it is now and looks it over, so that pages can show both. One that holds no article has no mail. */
export async function renderDraft(
  app: Pick<App, 'db' | 'clock' | 'rendering'>,
  edition: EditionNumber,
): Promise<void> {
  const frozen = await draftSnapshot(app, edition);
  if (frozen.snapshot.sections.length === 0) return;
  await mailCompiler(app)(app.db, frozen);
  const compiled = await knownMail(app.db, frozen, app.rendering);
  if (compiled) await keepPreflight(app, { frozen, compiled }, app.rendering);
}

export type ApprovalRequest = { by: Actor; words?: string; alone?: string };

/** Approves an edition as it is now. @throws Fault as `approveEdition`; `forbidden` when the role is missing. */
export async function approve(
  app: App,
  number: EditionNumber,
  { by, ...said }: ApprovalRequest,
): Promise<FrozenSnapshot> {
  requireMay(by, said.alone === undefined ? 'edition.approve' : 'edition.approve-alone');
  return approveEdition(app, number, by, {
    ...said,
    rule: await approvalRule(app.db, app.config.approvalBy),
    compile: mailCompiler(app),
  });
}

/**
 * Puts an edition that was opened again before its approvers: where it is what somebody approved, that stands; else whoever approved
 * it is told what changed.
 */
export async function putBefore(
  app: App,
  number: EditionNumber,
  by: Actor,
): Promise<RestoredApproval | undefined> {
  const restored = await restoreApproval(app, number, { by, compile: mailCompiler(app) });
  if (restored?.state === 'void' && restored.isNew) await tellVoid(app, number, restored);
  return restored;
}

async function tellVoid(
  app: App,
  number: EditionNumber,
  { approval, changes }: { approval: Approval; changes: string[] },
): Promise<void> {
  const { title } = await loadEdition(app.db, number);
  const asked = await app.db.transaction().execute((tx) => askedApprovers({ ...app, db: tx }, number));
  const approver = await addressOf(app.db, approval.actor);
  const isAsked = asked.some(({ to }) => to.toLowerCase() === approver?.toLowerCase());
  const to = approver && !isAsked ? [{ to: approver }, ...asked] : asked;
  const params = { edition: number, title, approvedAt: approval.at.toISOString(), changes };
  await announceVoid(app, to, params);
  await markTold(app.db, linksAmong(to), { told_at: app.clock.now() });
}
