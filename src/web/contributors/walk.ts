import type { Context } from 'hono';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import { nextCopyDeadline } from '../../calendar/index.ts';
import { type Contribution, nextStoryStep, type StoryProblem } from '../../contributors/index.ts';
import { type Db, paths } from '../../core/index.ts';
import { openSectionBook } from '../../sections/index.ts';
import type { Locale } from '../../words/index.ts';
import { leadTo } from '../canonical.ts';
import type { ContributorPages, StoryEnv } from './deps.ts';

export const PAGES = {
  about: paths.submit,
  headline: paths.submitHeadline,
  story: paths.submitStory,
  section: paths.submitSection,
  picture: paths.submitPicture,
  contact: paths.submitContact,
  links: paths.submitLinks,
  check: paths.submitCheck,
} as const;
export type StoryPage = keyof typeof PAGES;

const ORDER = Object.keys(PAGES) as StoryPage[];

export const liveSections = async (db: Db) => (await openSectionBook(db)).live;

/** The token that names the draft. */
export const tokenOf = (c: Context): string => c.req.query('d') ?? '';

/** The page of this draft for a link. */
export const pageAt = (c: Context<StoryEnv>, page: StoryPage): string =>
  c.get('site').at(PAGES[page]({ d: tokenOf(c) }));

/** The page before; of a story that is complete, where all answers stand. */
export async function backFrom(db: Db, c: Context<StoryEnv>, page: StoryPage): Promise<string> {
  const { fields } = c.get('story');
  if (page !== 'check' && nextStoryStep(fields, await liveSections(db)) === 'check')
    return pageAt(c, 'check');
  return pageAt(c, ORDER[Math.max(0, ORDER.indexOf(page) - 1)] ?? 'about');
}

/** To the first question that is open. */
export const goOn = async (c: Context, db: Db, { fields }: Pick<Contribution, 'fields'>, token: string) => {
  const page = nextStoryStep(fields, await liveSections(db));
  return leadTo(c, c.get('site'), { address: PAGES[page]({ d: token }), status: 303 });
};

/** The day until which a story can be in the next edition, where one is known. */
export async function copyDeadline(
  { calendar, config }: ContributorPages,
  locale: Locale,
): Promise<string | undefined> {
  const next = calendar && (await nextCopyDeadline(calendar));
  return next && locale.day(next, config.timeZone);
}

const EMPTY = {
  headline: 'storyWrong.headline',
  body: 'storyWrong.body',
  section: 'storyWrong.section',
  alt: 'storyWrong.alt',
} as const;
const UNFIT = {
  body: 'storyWrong.bodyUnfit',
  section: 'storyWrong.section',
  contactEmail: 'storyWrong.email',
  contactUrl: 'storyWrong.url',
  links: 'storyWrong.links',
  picture: 'storyWrong.picture',
} as const;
const LABELS = {
  headline: 'story.headline',
  summary: 'story.summary',
  body: 'story.body',
  alt: 'story.alt',
  organisation: 'story.organisation',
  contactName: 'story.contactName',
  contactRole: 'story.contactRole',
  contactPhone: 'story.contactPhone',
} as const;

const keyIn = <T extends Record<string, string>>(table: T, field: string) =>
  Object.hasOwn(table, field) ? table[field as keyof T] : undefined;

/** What stands at the field, in the words of the page. */
export function problemIn({ say }: Locale, { field, wrong, most }: StoryProblem): Problem {
  // What is wrong with the second picture is said as of the first.
  const kind = field.replace(/\d$/, '');
  const label = keyIn(LABELS, kind);
  const empty = wrong === 'empty' ? keyIn(EMPTY, kind) : undefined;
  if (empty) return { field, message: say(empty) };
  if (wrong === 'long' && label)
    return { field, message: say('storyWrong.long', { what: say(label), letters: String(most) }) };
  const unfit = keyIn(UNFIT, kind);
  if (unfit) return { field: kind === 'picture' ? 'file' : field, message: say(unfit) };
  return { field, message: say('storyWrong.unfit', { what: label ? say(label) : field }) };
}
