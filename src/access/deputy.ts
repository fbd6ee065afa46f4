import { record } from '../acts/index.ts';
import {
  type Actor,
  type Clock,
  type Database,
  type Day,
  type Db,
  fault,
  type NamedPerson,
  type PersonId,
} from '../core/index.ts';
import { lockBelonging } from './change.ts';
import {
  type DeputyRow,
  deleteDeputyOf,
  selectDeputies,
  selectDeputyOf,
  upsertDeputy,
} from './deputies.store.ts';
import { namedPerson, personWithId } from './people.ts';
import { may } from './permissions.ts';

type Deps = { db: Database; clock: Clock };

/** Days in `TIME_ZONE`, both included; left out = from now on, and for ever. */
export type Naming = { deputy: PersonId; from?: Day | undefined; until?: Day | undefined; by: Actor };

/**
 * Says who is asked to approve in somebody's place once they have not answered, instead of whoever it was. The same again changes nothing.
 * @throws Fault `not-found`; `conflict` when one of them may not approve; `invalid` when it is themself, or the days are the wrong way round
 */
export async function nameDeputy(
  { db, clock }: Deps,
  person: PersonId,
  { deputy, from, until, by }: Naming,
): Promise<void> {
  if (person === deputy) throw fault('invalid', 'Nobody stands in for themself: choose somebody else.');
  if (from && until && from > until) throw fault('invalid', 'The last day is before the first.');
  await db.transaction().execute(async (tx) => {
    // In one order, so that two who name each other do not wait for each other in turn.
    for (const id of [person, deputy].sort((one, other) => one - other))
      requireApprover(namedPerson(await lockBelonging(tx, id)));
    const row = { person_id: person, deputy_id: deputy, from_day: from ?? null, until_day: until ?? null };
    if (isSame(await selectDeputyOf(tx, person), row)) return;
    const at = clock.now();
    await upsertDeputy(tx, { ...row, named_at: at });
    const params = { deputy, ...(from ? { from } : {}), ...(until ? { until } : {}) };
    await record(tx, { act: 'person.deputy-named', by, subject: person, params }, at);
  });
}

type Named = Omit<DeputyRow, 'named_at'>;

const isSame = (known: Named | undefined, row: Named) =>
  known?.deputy_id === row.deputy_id && known.from_day === row.from_day && known.until_day === row.until_day;

/** From here on nobody is asked in their place. @throws Fault `not-found` where they do not belong to the desk */
export async function endDeputy({ db, clock }: Deps, person: PersonId, by: Actor): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockBelonging(tx, person);
    const known = await selectDeputyOf(tx, person);
    if (!known) return;
    await deleteDeputyOf(tx, person);
    const act = {
      act: 'person.deputy-ended',
      by,
      subject: person,
      params: { deputy: known.deputy_id },
    } as const;
    await record(tx, act, clock.now());
  });
}

const mayApprove = (person: NamedPerson) => may({ kind: 'person', ...person }, 'edition.approve');

function requireApprover(person: NamedPerson): void {
  if (mayApprove(person)) return;
  throw fault('conflict', `${person.name} may not approve editions: give them the role “approver” first.`);
}

/** Everybody who has a deputy, with their days. */
export const listDeputies = (db: Db): Promise<DeputyRow[]> => selectDeputies(db);

/** Who stands in for somebody on a day; `undefined` when nobody does, or who does may not approve any more. */
export async function deputyOn(db: Db, person: PersonId, day: Day): Promise<NamedPerson | undefined> {
  const named = await selectDeputyOf(db, person);
  if (!named || !holdsOn(named, day)) return undefined;
  const deputy = await personWithId(db, named.deputy_id);
  return deputy && mayApprove(deputy) ? deputy : undefined;
}

/** Whether a naming is for that day. Days sort as text. */
export const holdsOn = (
  { from_day, until_day }: Pick<DeputyRow, 'from_day' | 'until_day'>,
  day: Day,
): boolean => (from_day === null || from_day <= day) && (until_day === null || day <= until_day);
