import { type Context, Hono } from 'hono';
import { deskTime } from '../../../templates/web/desk/moments.ts';
import {
  type InviteForm,
  type ListedPerson,
  PeoplePage,
  PersonPage,
  RemovePersonPage,
  ROLES,
} from '../../../templates/web/desk/people.tsx';
import type { DeputyForm } from '../../../templates/web/desk/person-deputy.tsx';
import {
  changePerson,
  invitePerson,
  listPeople,
  may,
  removeById,
  signOutEverywhere,
  whoAreSignedIn,
} from '../../access/index.ts';
import { fault, isFault, paths, personId, type Role } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { type Form, readEmail, readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { deputiesInWords, deputyForm, saveDeputy } from './person-deputy.ts';

type C = Context<SignedInEnv>;

/** `/desk/people`: who works here, where they are signed in, and what they may. */
export function peopleRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { people, person, personRevoke, personDeputy, personRemove } = paths.desk;
  const changes = mayOnly('people.change');
  routes.get(people.route, mayOnly('people.see'), (c) =>
    showPeople(c, deps, { done: DONE[c.req.query('done') ?? ''] }),
  );
  routes.post(people.route, changes, formSize, (c) => invite(c, deps));
  routes.get(person.route, changes, async (c) => showPerson(c, deps, await personOf(c, deps)));
  routes.post(person.route, changes, formSize, (c) => change(c, deps));
  routes.post(personRevoke.route, changes, async (c) => {
    const { id } = await personOf(c, deps);
    await signOutEverywhere(deps, { person: id, by: c.get('actor') });
    return toPeople(c, 'revoked');
  });
  routes.post(personDeputy.route, changes, formSize, (c) => standIn(c, deps));
  routes.get(personRemove.route, changes, async (c) => {
    const shown = await personOf(c, deps);
    const site = c.get('site');
    return deskPage(c, {
      at: 'people',
      title: 'Remove from the desk',
      body: <RemovePersonPage site={site} person={shown} />,
    });
  });
  routes.post(personRemove.route, changes, async (c) => {
    const { id } = await personOf(c, deps);
    await removeById(deps, { id, by: c.get('actor') });
    return toPeople(c, 'removed');
  });
  return routes;
}

/** What the page says of the act that led to it. */
const DONE: Record<string, string> = {
  invited: 'Invited. Tell them to open the desk and give their address: they are sent a link.',
  changed: 'Saved.',
  deputy: 'Saved who stands in for whom.',
  revoked: 'Signed out everywhere.',
  removed: 'Removed.',
};

const toPeople = (c: C, done: string) =>
  leadTo(c, c.get('site'), { address: paths.desk.people({ done }), status: 303 });

async function listed(deps: DeskDeps): Promise<ListedPerson[]> {
  const { sessionIdleHours: idleHours, sessionDays: days, timeZone } = deps.config;
  const [found, signedIn] = [await listPeople(deps.db), await whoAreSignedIn(deps, { idleHours, days })];
  const deputies = await deputiesInWords(deps, found);
  const time = (at: Date) => deskTime(at, { now: deps.clock.now(), timeZone });
  return found.map(({ id, name, email, roles, state, removed_at }) => {
    const where = signedIn.get(id);
    return {
      id,
      name,
      email,
      roles,
      state,
      signedIn: where && { browsers: where.browsers, since: time(where.since), seen: time(where.seen) },
      removedAt: removed_at === null ? undefined : time(removed_at),
      deputy: deputies.get(id),
    };
  });
}

/** @throws Fault `not-found` */
async function personOf(c: C, deps: DeskDeps): Promise<ListedPerson> {
  const id = personId(Number(c.req.param('id')));
  const found = (await listed(deps)).find((one) => one.id === id && one.state !== 'removed');
  if (!found) throw fault('not-found', 'They no longer belong to the desk, or never did.');
  return found;
}

type Shown = { form?: InviteForm; done?: string | undefined };

async function showPeople(c: C, deps: DeskDeps, { form, done }: Shown) {
  const fresh: InviteForm = { email: '', name: '', roles: [], problems: [] };
  const shown = may(c.get('actor'), 'people.change') ? (form ?? fresh) : undefined;
  const people = await listed(deps);
  const problems = form?.problems ?? [];
  const body = <PeoplePage site={c.get('site')} people={people} form={shown} />;
  return deskPage(c, {
    at: 'people',
    title: 'People',
    done,
    problems,
    status: problems.length > 0 ? 400 : 200,
    body,
  });
}

const readRoles = (form: Form): Role[] =>
  ROLES.map(({ role }) => role).filter((role) => form.list('roles').includes(role));

const NO_ROLE = { field: 'roles', message: 'Choose at least one role.' };

async function invite(c: C, deps: DeskDeps) {
  const form = await readForm(c);
  const [read, name, roles] = [
    readEmail(form, c.get('site').locale),
    form.text('name').slice(0, 120),
    readRoles(form),
  ];
  if (read.problem || roles.length === 0) {
    const problems = [...(read.problem ? [read.problem] : []), ...(roles.length === 0 ? [NO_ROLE] : [])];
    return showPeople(c, deps, { form: { email: form.text('email'), name, roles, problems } });
  }
  const email = read.value;
  if (
    (await listed(deps)).some(
      (one) => one.state !== 'removed' && one.email?.toLowerCase() === email.toLowerCase(),
    )
  ) {
    const problems = [
      {
        field: 'email',
        message: 'They belong to the desk already: choose their name to change their roles.',
      },
    ];
    return showPeople(c, deps, { form: { email, name, roles, problems } });
  }
  await invitePerson(deps, { email, name, roles, by: c.get('actor') });
  return toPeople(c, 'invited');
}

type Typed = { name: string; roles: readonly Role[]; problems: { field: string; message: string }[] };
type Again = { typed?: Typed; deputy?: Partial<DeputyForm> };

async function showPerson(c: C, deps: DeskDeps, person: ListedPerson, { typed, deputy }: Again = {}) {
  const form = typed ?? { name: person.name ?? '', roles: person.roles, problems: [] };
  const isSelf = c.get('person').id === person.id;
  const known = await deputyForm(deps, person.id, await listPeople(deps.db));
  const shown = known && { ...known, ...deputy };
  const title = person.name ?? person.email ?? 'Somebody of the desk';
  const site = c.get('site');
  return deskPage(c, {
    at: 'people',
    title,
    problems: [...form.problems, ...(shown?.problems ?? [])],
    status: typed || deputy ? 400 : 200,
    body: <PersonPage site={site} person={person} form={form} deputy={shown} isSelf={isSelf} />,
  });
}

async function change(c: C, deps: DeskDeps) {
  const person = await personOf(c, deps);
  const form = await readForm(c);
  const [name, roles] = [form.text('name').slice(0, 120), readRoles(form)];
  const again = (problem: Typed['problems'][number]) =>
    showPerson(c, deps, person, { typed: { name, roles, problems: [problem] } });
  if (roles.length === 0) return again(NO_ROLE);
  try {
    await changePerson(deps, person.id, { name, roles, by: c.get('actor') });
  } catch (error) {
    if (!isFault(error) || error.code !== 'conflict') throw error;
    return again({ field: 'roles', message: error.message });
  }
  return toPeople(c, 'changed');
}

async function standIn(c: C, deps: DeskDeps) {
  const person = await personOf(c, deps);
  const form = await readForm(c);
  const problems = await saveDeputy(deps, person.id, { form, by: c.get('actor') });
  if (problems.length === 0) return toPeople(c, 'deputy');
  const [deputy, from, until] = [form.text('deputy'), form.text('from'), form.text('until')];
  return showPerson(c, deps, person, { deputy: { deputy, from, until, problems } });
}
