import { paths, personId } from '../../../src/core/index.ts';
import { AuditPage } from '../../../templates/web/desk/audit.tsx';
import { HomePage } from '../../../templates/web/desk/home.tsx';
import {
  type ListedPerson,
  PeoplePage,
  PersonPage,
  RemovePersonPage,
} from '../../../templates/web/desk/people.tsx';
import {
  ShownCodePage,
  SignInCodePage,
  SignInDeadPage,
  SignInLinkPage,
  SignInPage,
} from '../../../templates/web/desk/sign-in.tsx';
import type { Story } from '../story.ts';
import { deskStory } from './show-desk.tsx';

const person = (id: number, name: string | null, more: Partial<ListedPerson> = {}): ListedPerson => ({
  id: personId(id),
  name,
  email: `person-${id}@example.org`,
  roles: ['editor'],
  state: 'active',
  signedIn: undefined,
  removedAt: undefined,
  ...more,
});
const ada = person(1, 'Ada Example', {
  roles: ['admin', 'approver'],
  deputy: 'Ed Example, until 2027-01-03',
  signedIn: { browsers: 2, since: 'yesterday 09:15', seen: 'today 08:59' },
});
const people = [
  ada,
  person(2, 'Ed Example'),
  person(3, null, { state: 'invited', roles: ['approver'] }),
  person(4, 'Old Example', { state: 'removed', removedAt: '12 Nov 10:00' }),
];
const link = (text: string) => ({ href: paths.desk.home(), text, current: text === 'People' });
const navigation = {
  links: ['What needs you', 'Articles', 'Editions', 'Calendar', 'Subscribers'].map(link),
  more: ['Sections', 'Feeds', 'Flows', 'People', 'Settings', 'Record'].map(link),
};
const peopleInNavigation = deskStory(
  'navigation-open',
  (site) => <PeoplePage site={site} people={people} form={undefined} />,
  navigation,
);
const navigationOpen: Story = {
  ...peopleInNavigation,
  async open(page, world) {
    await peopleInNavigation.open(page, world);
    await page.locator('summary').click();
  },
};
const WRONG = 'This code is not right, or is no longer: look at the newest mail, or ask for another.';
const noRole = [{ field: 'roles', message: 'Choose at least one role.' }];
const nothing = { who: '', what: '', number: '', from: '', until: '' };
const lines = ['approved edition 7', 'put edition 7 together from 12 articles', 'declined article 12'].map(
  (what, index) => ({
    at: 'today 09:15',
    iso: '2026-11-24T09:15:00Z',
    who: ['Ada Example', 'the flow, run 3', 'shell user kim for Ed Example'][index] ?? '',
    what,
  }),
);
const needs = [
  {
    what: '2 articles have come in and nobody has judged them',
    why: undefined,
    href: '/desk/articles',
    turn: 'You, or Ed Example',
    since: '20 Nov 09:00',
    by: undefined,
  },
  {
    what: 'Edition 7 waits for approval',
    why: undefined,
    href: '/desk/editions/7/approval',
    turn: 'Your turn',
    since: 'yesterday 16:02',
    by: '30 Nov 09:00 (in 6 days)',
  },
  {
    what: 'Edition 6 is held by something outside',
    why: 'Amazon SES has paused this account.',
    href: '/desk/editions/6',
    turn: 'You, or Ed Example',
    since: 'today 08:10',
    by: undefined,
  },
];
const inHand = {
  number: 7,
  title: 'Common Ground',
  cover: 'November 2026',
  state: 'Put together',
  next: 'Its mails leave from 30 Nov 09:00 on (in 6 days), once it is approved.',
};

/** The door, the home, people and the record. */
export const deskRooms = [
  deskStory('sign-in', (site) => <SignInPage site={site} out />, { outside: true }),
  deskStory(
    'sign-in-code',
    (site) => (
      <SignInCodePage site={site} code="WRONG" wrong={WRONG} trouble="Mails do not leave at the moment." />
    ),
    { outside: true, problems: [{ field: 'code', message: WRONG }] },
  ),
  deskStory('sign-in-link', () => <SignInLinkPage does="signs-in" />, { outside: true }),
  deskStory('sign-in-elsewhere', () => <SignInLinkPage does="shows-code" />, { outside: true }),
  deskStory('sign-in-shown', () => <ShownCodePage code="B2C3D4F5" />, { outside: true }),
  deskStory('sign-in-dead', (site) => <SignInDeadPage site={site} />, { outside: true }),
  deskStory('home', () => <HomePage needs={needs} inHand={inHand} mail={undefined} />),
  deskStory('home-empty', () => (
    <HomePage needs={[]} inHand={undefined} mail="Mails to single people wait: Amazon SES does not answer." />
  )),
  deskStory(
    'people',
    (site) => (
      <PeoplePage
        site={site}
        people={people}
        form={{ email: '', name: 'Sam', roles: [], problems: noRole }}
      />
    ),
    { problems: noRole },
  ),
  deskStory('people-seen', (site) => <PeoplePage site={site} people={people} form={undefined} />, {
    done: 'Signed out everywhere.',
  }),
  navigationOpen,
  deskStory('person', (site) => (
    <PersonPage
      site={site}
      person={ada}
      form={{ name: 'Ada Example', roles: ['admin'], problems: [] }}
      deputy={{
        choices: [{ id: personId(2), name: 'Ed Example' }],
        deputy: '2',
        from: '',
        until: '2027-01-03',
        problems: [],
      }}
      isSelf={false}
    />
  )),
  deskStory('person-remove', (site) => <RemovePersonPage site={site} person={ada} />),
  deskStory('audit', (site) => (
    <AuditPage
      site={site}
      filter={nothing}
      people={[{ value: '1', name: 'Ada Example' }]}
      lines={lines}
      older={12}
      problems={[]}
    />
  )),
  deskStory(
    'audit-nothing',
    (site) => (
      <AuditPage
        site={site}
        filter={{ ...nothing, from: '2026-02-30' }}
        people={[]}
        lines={[]}
        older={undefined}
        problems={[{ field: 'from', message: 'Give a day such as 2026-11-27.' }]}
      />
    ),
    { problems: [{ field: 'from', message: 'Give a day such as 2026-11-27.' }] },
  ),
];
