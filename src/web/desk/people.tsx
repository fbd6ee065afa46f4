import { type Context, Hono } from 'hono';
import {
  type InviteForm,
  type ListedPerson,
  PeoplePage,
  PersonPage,
  RemovePersonPage,
  ROLES,
} from '../../../templates/web/desk/people.tsx';
import {
  changePerson,
  invitePerson,
  listPeople,
  may,
  removeById,
  signOutEverywhere,
  whoAreSignedIn,
} from '../../access/index.ts';
import { fault, isFault, localTime, paths, personId, type Role } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { type Form, readEmail, readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';

type C = Context<SignedInEnv>;

/** `/desk/people`: who works here, where they are signed in, and what they may. */
export function peopleRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { people, person, personRevoke, personRemove } = paths.desk;
  const changes = mayOnly('people.change');
  routes.get(people.route, mayOnly('people.see'), (c) =>
    showPeople(c, deps, { done: DONE[c.req.query('done') ?? ''] }),
  );
  routes.post(people.route, changes, formSize, (c) => invite(c, deps));
  routes.get(person.route, changes, async (c) => showPerson(c, await personOf(c, deps)));
  routes.post(person.route, changes, formSize, (c) => change(c, deps));
  routes.post(personRevoke.route, changes, async (c) => {
    const { id } = await personOf(c, deps);
    await signOutEverywhere(deps, { person: id, by: c.get('actor') });
    return toPeople(c, 'revoked');
  });
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
  revoked: 'Signed out everywhere.',
  removed: 'Removed.',
};

const toPeople = (c: C, done: string) =>
  leadTo(c, c.get('site'), { address: paths.desk.people({ done }), status: 303 });

async function listed(deps: DeskDeps): Promise<ListedPerson[]> {
  const { sessionIdleHours: idleHours, sessionDays: days, timeZone } = deps.config;
  const [found, signedIn] = [await listPeople(deps.db), await whoAreSignedIn(deps, { idleHours, days })];
  const time = (at: Date) => localTime(at, timeZone);
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

function showPerson(c: C, person: ListedPerson, typed?: Typed) {
  const form = typed ?? { name: person.name ?? '', roles: person.roles, problems: [] };
  const isSelf = c.get('person').id === person.id;
  const body = <PersonPage site={c.get('site')} person={person} form={form} isSelf={isSelf} />;
  const title = person.name ?? person.email ?? 'Somebody of the desk';
  return deskPage(c, { at: 'people', title, problems: form.problems, status: typed ? 400 : 200, body });
}

async function change(c: C, deps: DeskDeps) {
  const person = await personOf(c, deps);
  const form = await readForm(c);
  const [name, roles] = [form.text('name').slice(0, 120), readRoles(form)];
  if (roles.length === 0) return showPerson(c, person, { name, roles, problems: [NO_ROLE] });
  try {
    await changePerson(deps, person.id, { name, roles, by: c.get('actor') });
  } catch (error) {
    if (!isFault(error) || error.code !== 'conflict') throw error;
    return showPerson(c, person, { name, roles, problems: [{ field: 'roles', message: error.message }] });
  }
  return toPeople(c, 'changed');
}
