import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import type { ListedPerson } from '../../../templates/web/desk/people.tsx';
import type { DeputyForm } from '../../../templates/web/desk/person-deputy.tsx';
import { endDeputy, listDeputies, may, nameDeputy } from '../../access/index.ts';
import { type Actor, type Day, day, isFault, type PersonId, personId } from '../../core/index.ts';
import type { Form } from '../readers/form.ts';
import type { DeskDeps } from './deps.ts';

type Approver = Pick<ListedPerson, 'id' | 'name' | 'email' | 'roles' | 'state'>;

const calledAs = ({ name, email, id }: Approver) => name ?? email ?? `Person ${id}`;

const mayApprove = ({ state, roles, ...one }: Approver) =>
  state !== 'removed' && may({ kind: 'person', roles, ...one, name: '' }, 'edition.approve');

/** Who stands in for whom, in words: by the id of whom. */
export async function deputiesInWords(
  { db }: DeskDeps,
  people: readonly Approver[],
): Promise<ReadonlyMap<PersonId, string>> {
  const named = new Map(people.map((one) => [one.id, calledAs(one)]));
  const words = (await listDeputies(db)).map(({ person_id, deputy_id, from_day, until_day }) => {
    const days = `${from_day ? `, from ${from_day}` : ''}${until_day ? `, until ${until_day}` : ''}`;
    return [person_id, `${named.get(deputy_id) ?? 'somebody'}${days}`] as const;
  });
  return new Map(words);
}

/** What the page of somebody shows of their deputy; `undefined` where they may not approve, and so need none. */
export async function deputyForm(
  { db }: DeskDeps,
  id: PersonId,
  people: readonly Approver[],
): Promise<DeputyForm | undefined> {
  if (!people.some((one) => one.id === id && mayApprove(one))) return undefined;
  const known = (await listDeputies(db)).find(({ person_id }) => person_id === id);
  return {
    choices: people
      .filter((one) => one.id !== id && mayApprove(one))
      .map((one) => ({ id: one.id, name: calledAs(one) })),
    deputy: known ? String(known.deputy_id) : '',
    from: known?.from_day ?? '',
    until: known?.until_day ?? '',
    problems: [],
  };
}

/** Does what the form says. Returns what is wrong with it. @throws Fault as `nameDeputy`, where no field is to blame */
export async function saveDeputy(
  deps: DeskDeps,
  id: PersonId,
  { form, by }: { form: Form; by: Actor },
): Promise<DeskProblem[]> {
  const deputy = form.text('deputy');
  if (deputy === '') {
    await endDeputy(deps, id, by);
    return [];
  }
  const [from, until] = [readDay(form.text('from')), readDay(form.text('until'))];
  const wrong = (field: string) => ({ field, message: 'Enter a day, such as 2027-01-31' });
  if (from === null || until === null)
    return [...(from === null ? [wrong('from')] : []), ...(until === null ? [wrong('until')] : [])];
  try {
    await nameDeputy(deps, id, { deputy: personId(Number(deputy) || 0), from, until, by });
    return [];
  } catch (error) {
    if (!isFault(error) || error.code === 'forbidden') throw error;
    return [{ field: error.code === 'invalid' ? 'until' : 'deputy', message: error.message }];
  }
}

function readDay(text: string): Day | undefined | null {
  if (text === '') return undefined;
  try {
    return day(text);
  } catch {
    return null;
  }
}
