import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { type DeskLink, DeskPage, type DeskPageProps } from '../../../templates/web/desk/page.tsx';
import { may, type Permission } from '../../access/index.ts';
import { type NamedPerson, paths } from '../../core/index.ts';
import type { SignedInEnv } from './deps.ts';

type Place = { at: string; text: string; path: () => string; permission?: Permission };

/** The places of the navigation, in their order; one that a person may not see is not shown to them. First what is worked on each day. */
const daily: readonly Place[] = [
  { at: 'home', text: 'What needs you', path: () => paths.desk.home() },
  { at: 'articles', text: 'Articles', path: () => paths.desk.articles(), permission: 'article.write' },
  { at: 'editions', text: 'Editions', path: () => paths.desk.editions() },
  { at: 'calendar', text: 'Calendar', path: () => paths.desk.calendar(), permission: 'calendar.change' },
  { at: 'subscribers', text: 'Subscribers', path: () => paths.desk.subscribers(), permission: 'readers.see' },
];
/** What is set up once, or looked at when something is odd. */
const rare: readonly Place[] = [
  { at: 'sections', text: 'Sections', path: () => paths.desk.sections(), permission: 'section.change' },
  { at: 'feeds', text: 'Feeds', path: () => paths.desk.feeds(), permission: 'feeds.change' },
  { at: 'flows', text: 'Flows', path: () => paths.desk.flows(), permission: 'run.stop' },
  { at: 'people', text: 'People', path: () => paths.desk.people(), permission: 'people.see' },
  { at: 'settings', text: 'Settings', path: () => paths.desk.settings(), permission: 'settings.see' },
  { at: 'audit', text: 'Record', path: () => paths.desk.audit(), permission: 'audit.see' },
];

export type DeskPlace = Place['at'];

function linksOf(
  person: NamedPerson,
  at: DeskPlace | undefined,
  toSite: (path: string) => string,
): Pick<DeskPageProps, 'links' | 'more'> {
  const seen = (places: readonly Place[]) =>
    places
      .filter(({ permission }) => !permission || may({ kind: 'person', ...person }, permission))
      .map(({ at: here, text, path }): DeskLink => ({ href: toSite(path()), text, current: here === at }));
  return { links: seen(daily), more: seen(rare) };
}

type Shown = Omit<DeskPageProps, 'site' | 'links' | 'more' | 'person' | 'children'> & {
  at?: DeskPlace;
  body: Child;
  status?: 200 | 400 | 403 | 404 | 409 | 410 | 422 | 429 | 503;
};

/** A page of the desk for who is signed in. */
export function deskPage(
  c: Context<SignedInEnv>,
  { at, body, status, ...props }: Shown,
): Response | Promise<Response> {
  const [site, person] = [c.get('site'), c.get('person')];
  return c.html(
    <DeskPage site={site} person={person} {...linksOf(person, at, site.at)} {...props}>
      {body}
    </DeskPage>,
    status ?? 200,
  );
}
