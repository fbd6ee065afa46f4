import { type Actor, type EditionNumber, wallOf } from '../core/index.ts';
import type { ToTell } from '../delivery/index.ts';
import {
  approvalRule,
  contentKey,
  draftSnapshot,
  isDeputyDue,
  makeLink,
  selectLinks,
  standInFor,
} from '../editions/index.ts';
import type { App } from './app.ts';
import { type AskedApprover, isRevoked } from './asking.ts';

const FLOW: Actor = { kind: 'flow' };

/**
 * Asks the deputies of approvers who have not answered for `APPROVAL_DEPUTY_HOURS`, by a link of their own: one for each approver, and
 * nobody who is asked already. In the caller's transaction, which holds the edition; returns whom to tell.
 */
export async function askDeputies(
  deps: Pick<App, 'db' | 'clock' | 'keys' | 'config'>,
  edition: EditionNumber,
  to: readonly AskedApprover[],
): Promise<ToTell[]> {
  const { db, clock, keys, config } = deps;
  const at = clock.now();
  const due = to.filter(({ person, deputyFor, told }) => {
    const hours = { now: at, afterHours: config.approvalDeputyHours };
    return person !== undefined && deputyFor === undefined && isDeputyDue(told, hours);
  });
  if (due.length === 0) return [];
  const rule = await approvalRule(db, config.approvalBy);
  const known = await selectLinks(db, edition);
  const asked: ToTell[] = [];
  for (const { person, told } of due) {
    if (person === undefined) continue;
    const found = await standInFor(db, { edition, person, rule, day: wallOf(at, config.timeZone).day });
    if (!found || found.refused !== undefined) continue;
    const { email } = found;
    const theirs = (one: { to: string }) => one.to.toLowerCase() === email.toLowerCase();
    if ([...to, ...asked].some(theirs) || isRevoked(known, email)) continue;
    const content = contentKey((await draftSnapshot({ db, clock }, edition)).snapshot);
    const ask = { email, number: edition, content, by: FLOW, at, deputyFor: person };
    asked.push({ to: email, link: (await makeLink(db, keys, ask)).id, ...(told ? { since: told } : {}) });
  }
  return asked;
}
