import { editions } from './mails/editions.ts';
import { notices } from './mails/notices.ts';
import { components } from './pages/components.tsx';
import { deskApproval } from './pages/desk-approval.tsx';
import { deskArticles } from './pages/desk-articles.tsx';
import { deskCalendar } from './pages/desk-calendar.tsx';
import { deskEdition } from './pages/desk-edition.tsx';
import { deskFlows } from './pages/desk-flows.tsx';
import { deskPreview } from './pages/desk-preview.tsx';
import { deskRooms } from './pages/desk-rooms.tsx';
import { deskSettings } from './pages/desk-settings.tsx';
import { deskSubscribers } from './pages/desk-subscribers.tsx';
import { leaving } from './pages/leaving.ts';
import { addressChange, preferences } from './pages/preferences.ts';
import { emptyArchive, journal, reading, refusals } from './pages/reading.ts';
import { confirmation, signUp } from './pages/sign-up.ts';
import { submit } from './pages/submit.ts';
import type { StoryGroup } from './story.ts';

/** Every mail and every page in every state: the one list that the storybook, the pictures and the tests read. */
export const groups: readonly StoryGroup[] = [
  { slug: 'editions', title: 'Mails: editions', kind: 'mail', stories: editions },
  { slug: 'notices', title: 'Mails: notices', kind: 'mail', stories: notices },
  { slug: 'components', title: 'Components', kind: 'page', stories: components },
  { slug: 'reading', title: 'Pages: reading', kind: 'page', stories: reading },
  { slug: 'journal', title: 'Pages: reading, in the other theme', kind: 'page', stories: journal },
  { slug: 'empty', title: 'Pages: before the first edition', kind: 'page', stories: emptyArchive },
  { slug: 'refusals', title: 'Pages: refusals', kind: 'page', stories: refusals },
  { slug: 'sign-up', title: 'Pages: sign up', kind: 'page', stories: [...signUp, ...confirmation] },
  {
    slug: 'preferences',
    title: 'Pages: preferences',
    kind: 'page',
    stories: [...preferences, ...addressChange],
  },
  { slug: 'submit', title: 'Pages: submit a story', kind: 'page', stories: submit },
  { slug: 'desk', title: 'Desk: the door, home, people, record', kind: 'page', stories: deskRooms },
  { slug: 'desk-approval', title: 'Desk: approval', kind: 'page', stories: deskApproval },
  { slug: 'desk-articles', title: 'Desk: articles', kind: 'page', stories: deskArticles },
  { slug: 'desk-edition', title: 'Desk: an edition', kind: 'page', stories: deskEdition },
  { slug: 'desk-calendar', title: 'Desk: calendar', kind: 'page', stories: deskCalendar },
  { slug: 'desk-flows', title: 'Desk: flows and runs', kind: 'page', stories: deskFlows },
  { slug: 'desk-preview', title: 'Desk: preview and check', kind: 'page', stories: deskPreview },
  { slug: 'desk-subscribers', title: 'Desk: subscribers', kind: 'page', stories: deskSubscribers },
  { slug: 'desk-settings', title: 'Desk: sections, feeds, settings', kind: 'page', stories: deskSettings },
  { slug: 'leaving', title: 'Pages: leaving', kind: 'page', stories: leaving },
];
