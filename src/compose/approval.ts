import { countPeople, requireMay } from '../access/index.ts';
import { type Actor, type EditionNumber, type EmailAddress, parseEmailAddress } from '../core/index.ts';
import { announceVoid } from '../delivery/index.ts';
import {
  type Approval,
  type ApprovalRule,
  approveEdition,
  type CompileMail,
  type FrozenSnapshot,
  loadEdition,
  type RestoredApproval,
  restoreApproval,
} from '../editions/index.ts';
import { compileForApproval } from '../rendering/index.ts';
import type { App } from './app.ts';
import { approversOf } from './approvers.ts';

/** Compiles what is approved, as this process renders mails. */
export const mailCompiler =
  ({ clock, rendering }: Pick<App, 'clock' | 'rendering'>): CompileMail =>
  (db, frozen) =>
    compileForApproval({ db, clock }, frozen, rendering);

/** Unless an option says so: once two people exist, whoever changed the content last is not who approves it. */
export const approvalRule = async ({ db, config }: Pick<App, 'db' | 'config'>): Promise<ApprovalRule> =>
  config.approvalBy ?? ((await countPeople(db)) >= 2 ? 'other' : 'anyone');

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
    rule: await approvalRule(app),
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
  const { title, mailbox } = await loadEdition(app.db, number);
  const to = new Map<string, EmailAddress>();
  for (const address of [...addressOf(approval.actor), ...(await approversOf(app, mailbox))])
    to.set(address.toLowerCase(), address);
  const params = { edition: number, title, approvedAt: approval.at.toISOString(), changes };
  await announceVoid(app, [...to.values()], params);
}

const addressOf = (actor: Actor): EmailAddress[] =>
  actor.kind === 'command' && actor.as !== undefined ? [parseEmailAddress(actor.as)] : [];
