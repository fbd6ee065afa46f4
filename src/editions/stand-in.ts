import { addressOfPerson, deputyOn } from '../access/index.ts';
import type { Day, Db, EditionNumber, EmailAddress, NamedPerson, PersonId } from '../core/index.ts';
import { selectLastEditor } from './approvals.store.ts';
import { type ApprovalRule, whyNotApprover } from './approver.ts';

export type StandIn = {
  deputy: NamedPerson;
  email: EmailAddress;
  /** Why they may not approve this edition. */
  refused?: string;
};

type Asked = { edition: EditionNumber; person: PersonId; day: Day; rule: ApprovalRule };

/** Who is asked in an approver's place on a day; `undefined` when nobody stands in for them. */
export async function standInFor(
  db: Db,
  { edition, person, day, rule }: Asked,
): Promise<StandIn | undefined> {
  const deputy = await deputyOn(db, person, day);
  const email = deputy && (await addressOfPerson(db, deputy.id));
  if (!deputy || !email) return undefined;
  const by = { kind: 'person', ...deputy } as const;
  const hands = [{ kind: 'mailbox', address: email, person: deputy.id } as const];
  const refused = whyNotApprover({ by, hands, rule, lastEditor: await selectLastEditor(db, edition) });
  return { deputy, email, ...(refused === undefined ? {} : { refused }) };
}

const HOUR_MS = 3_600_000;

/** Whether a deputy's time has come: whoever was asked has not answered for so many hours of the calendar. */
export const isDeputyDue = (
  told: Date | null | undefined,
  { now, afterHours }: { now: Date; afterHours: number },
): boolean => told != null && now.getTime() - told.getTime() >= afterHours * HOUR_MS;
