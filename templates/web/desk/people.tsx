import { type PersonId, paths, type Role } from '../../../src/core/index.ts';
import {
  Button,
  Checkboxes,
  ConfirmForm,
  Input,
  InsetText,
  SummaryList,
  Table,
} from '../components/index.ts';
import type { Site } from '../site.ts';
import { errorAt } from './error-at.ts';
import type { DeskProblem } from './page.tsx';
import { type DeputyForm, PersonDeputy } from './person-deputy.tsx';

/** Somebody in the list, with times as they are shown. */
export type ListedPerson = {
  id: PersonId;
  name: string | null;
  email: string | null;
  roles: readonly Role[];
  state: 'invited' | 'active' | 'removed';
  signedIn: { browsers: number; since: string; seen: string } | undefined;
  removedAt: string | undefined;
  /** Who is asked to approve in their place, and between which days. */
  deputy?: string | undefined;
};

export const ROLES: readonly { role: Role; name: string; may: string }[] = [
  {
    role: 'editor',
    name: 'Editor',
    may: 'Writes and judges articles, makes editions, sends what is approved.',
  },
  {
    role: 'approver',
    name: 'Approver',
    may: 'The same, and approves, and decides about mails that are in doubt.',
  },
  { role: 'admin', name: 'Admin', may: 'The same, and changes people, readers and settings.' },
];

const roleName = (role: Role) => ROLES.find((one) => one.role === role)?.name ?? role;

/** What an invitation was to say, and what is wrong with it. */
export type InviteForm = {
  email: string;
  name: string;
  roles: readonly Role[];
  problems: readonly DeskProblem[];
};

type People = { site: Site; people: readonly ListedPerson[]; form: InviteForm | undefined };

/** Who works at the desk. `form` is left out for whoever may not invite. */
export function PeoplePage({ site, people, form }: People) {
  const here = people.filter(({ state }) => state !== 'removed');
  const gone = people.filter(({ state }) => state === 'removed');
  return (
    <>
      <h1>People</h1>
      {here.length > 0 && <HereTable site={site} people={here} links={form !== undefined} />}
      {form && <Invite site={site} form={form} />}
      {gone.length > 0 && (
        <>
          <h2 class="govuk-heading-m">No longer here</h2>
          <ul>
            {gone.map(({ name, email, removedAt }) => (
              <li>
                {name ?? email}, removed {removedAt}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const HereTable = ({
  site,
  people,
  links,
}: {
  site: Site;
  people: readonly ListedPerson[];
  links: boolean;
}) => (
  <section class="desk-scroll" tabindex={0} aria-label="Who works here">
    <Table
      head={[{ content: 'Name' }, { content: 'Roles' }, { content: 'Signed in' }]}
      firstCellIsHeader
      rows={people.map((person) => [
        { content: <NameOf site={site} person={person} link={links} /> },
        { content: <RolesOf person={person} /> },
        { content: signedInAs(person) },
      ])}
    />
  </section>
);

const RolesOf = ({ person: { roles, deputy } }: { person: ListedPerson }) => (
  <>
    {roles.map(roleName).join(', ')}
    {deputy && <span class="desk-under">{`Deputy: ${deputy}`}</span>}
  </>
);

const NameOf = ({ site, person, link }: { site: Site; person: ListedPerson; link: boolean }) => {
  const { id, name, email } = person;
  const shown = name ?? email ?? `Person ${id}`;
  return (
    <>
      {link ? <a href={site.at(paths.desk.person({ id }))}>{shown}</a> : shown}
      {name && <span class="desk-under">{email}</span>}
    </>
  );
};

function signedInAs({ state, signedIn }: ListedPerson): string {
  if (signedIn) return `since ${signedIn.since}, last seen ${signedIn.seen}`;
  return state === 'invited' ? 'invited, was not here yet' : 'not at the moment';
}

const Roles = ({ chosen, problems }: { chosen: readonly Role[]; problems: readonly DeskProblem[] }) => (
  <Checkboxes
    name="roles"
    classes="govuk-checkboxes--small"
    fieldset={{ legend: { content: 'Roles' } }}
    values={chosen}
    items={ROLES.map(({ role, name, may }) => ({ value: role, content: name, hint: may }))}
    {...errorAt(problems, 'roles')}
  />
);

function Invite({ site, form }: { site: Site; form: InviteForm }) {
  return (
    <form method="post" action={site.at(paths.desk.people())} novalidate>
      <h2 class="govuk-heading-m">Invite somebody</h2>
      <Input
        name="email"
        type="email"
        autocomplete="off"
        spellcheck={false}
        label="Email address"
        value={form.email}
        {...errorAt(form.problems, 'email')}
      />
      <Input
        name="name"
        autocomplete="off"
        label="Name (optional)"
        value={form.name}
        {...errorAt(form.problems, 'name')}
      />
      <Roles chosen={form.roles} problems={form.problems} />
      <Button preventDoubleClick>Invite</Button>
    </form>
  );
}

type OnePerson = {
  site: Site;
  person: ListedPerson;
  form: { name: string; roles: readonly Role[]; problems: readonly DeskProblem[] };
  /** Left out of who may not approve. */
  deputy?: DeputyForm | undefined;
  /** Whoever looks is this person. */
  isSelf: boolean;
};

export function PersonPage({ site, person, form, deputy, isSelf }: OnePerson) {
  const { id, email, signedIn } = person;
  return (
    <>
      <h1>{person.name ?? email}</h1>
      <SummaryList
        rows={[
          { key: 'Email address', value: email ?? '' },
          { key: 'Signed in', value: whereSignedIn(person) },
        ]}
      />
      {signedIn && (
        <form method="post" action={site.at(paths.desk.personRevoke({ id }))}>
          <p>
            {isSelf
              ? 'Signs you out everywhere, here too.'
              : 'Signs them out everywhere at once. They can sign in again by a mail.'}
          </p>
          <Button classes="govuk-button--secondary">Revoke</Button>
        </form>
      )}
      <form method="post" action={site.at(paths.desk.person({ id }))} novalidate>
        <h2 class="govuk-heading-m">Name and roles</h2>
        <Input
          name="name"
          autocomplete="off"
          label="Name"
          value={form.name}
          {...errorAt(form.problems, 'name')}
        />
        <Roles chosen={form.roles} problems={form.problems} />
        <Button preventDoubleClick>Save</Button>
      </form>
      {deputy && <PersonDeputy site={site} id={id} form={deputy} />}
      <h2 class="govuk-heading-m">Remove from the desk</h2>
      <p>
        They are signed out at once and cannot sign in again. What they did stays on record.{' '}
        <a href={site.at(paths.desk.personRemove({ id }))}>Remove {person.name ?? email}</a>
      </p>
    </>
  );
}

function whereSignedIn({ signedIn, state }: ListedPerson): string {
  if (!signedIn) return state === 'invited' ? 'Not yet' : 'Nowhere at the moment';
  const { browsers, since, seen } = signedIn;
  return `In ${browsers} ${browsers === 1 ? 'browser' : 'browsers'}, since ${since}, last seen ${seen}`;
}

export const RemovePersonPage = ({ site, person }: { site: Site; person: ListedPerson }) => (
  <ConfirmForm
    question={`Remove ${person.name ?? person.email} from the desk?`}
    action="Remove"
    harmful
    cancel={{ href: site.at(paths.desk.person({ id: person.id })), content: 'Keep them' }}
  >
    <InsetText>
      They are signed out at once, and mails by which they could sign in work no longer. What they did stays
      on record. You can invite them again.
    </InsetText>
  </ConfirmForm>
);
