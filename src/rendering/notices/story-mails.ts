import type { NoticeWords } from '../../../templates/mail/notice.tsx';
import { paths } from '../../core/index.ts';
import type { NoticeParams } from '../../core/notices.ts';
import type { NoticeSetting } from './setting.ts';

/** To whoever may write for the bulletin, before a copy deadline. */
export function callMail(
  { deadline, sendAt, reminder }: NoticeParams<'call-for-articles'>,
  { locale, bulletin, timeZone, publicUrl }: NoticeSetting,
): NoticeWords {
  const { say } = locale;
  const day = (iso: string) => locale.day(new Date(iso), timeZone);
  const all = { ...bulletin, day: day(deadline), sent: day(sendAt) };
  return {
    subject: say(reminder ? 'notices.callAgainSubject' : 'notices.callSubject', all),
    heading: say(reminder ? 'notices.callAgain' : 'notices.call'),
    paragraphs: [say('notices.callNow', all), say('notices.callHow')],
    action: { label: say('notices.callSubmit'), url: `${publicUrl}${paths.submit()}` },
    notes: [say('notices.callWhy', bulletin)],
    links: [],
  };
}

/** To a contributor whose story is not with the editors, before a copy deadline. */
function unfinishedMail(
  { url, deadline = '' }: NoticeParams<'story-link'>,
  { locale, bulletin, timeZone }: NoticeSetting,
): NoticeWords {
  const { say } = locale;
  const all = { ...bulletin, day: locale.day(new Date(deadline), timeZone) };
  return {
    subject: say('notices.storyUnfinishedSubject', all),
    heading: say('notices.storyUnfinished'),
    paragraphs: [say('notices.storyUnfinishedBy', all)],
    ...(url === undefined ? {} : { action: { label: say('notices.storyLink'), url } }),
    notes: [say('notices.storyUnfinishedWhy'), say('notices.linkYours')],
    links: [],
  };
}

/** To a contributor who goes on later. */
export function storyLinkMail(params: NoticeParams<'story-link'>, setting: NoticeSetting): NoticeWords {
  if (params.deadline !== undefined) return unfinishedMail(params, setting);
  const { url } = params;
  const { bulletin } = setting;
  const { say } = setting.locale;
  return {
    subject: say('notices.storyLinkSubject', bulletin),
    heading: say('notices.storyLink'),
    paragraphs: [say('notices.storyLinkAsked', bulletin)],
    ...(url === undefined ? {} : { action: { label: say('notices.storyLink'), url } }),
    notes: [say('notices.linkYours'), say('notices.ignoreThis')],
    links: [],
  };
}

type News = NoticeParams<'story-news'>;
type Said = Pick<NoticeWords, 'subject' | 'heading' | 'paragraphs'>;

const HEADINGS = {
  received: ['notices.storyReceivedSubject', 'notices.storyReceived', 'notices.storyReceivedNow'],
  accepted: ['notices.storyAcceptedSubject', 'notices.storyAccepted', 'notices.storyAcceptedNow'],
  'changes-asked': ['notices.storyChangesSubject', 'notices.storyChanges', 'notices.storyChangesNow'],
  declined: ['notices.storyDeclinedSubject', 'notices.storyDeclined', 'notices.storyDeclinedNow'],
  published: ['notices.storyPublishedSubject', 'notices.storyPublished', 'notices.storyPublishedNow'],
} as const;

/** To a contributor: what became of their story. */
export function storyNewsMail(news: News, setting: NoticeSetting): NoticeWords {
  const { locale, publicUrl } = setting;
  const { say } = locale;
  const { reference, edition } = news;
  const number = edition === undefined ? [] : [edition];
  return {
    ...saidOf(news, setting),
    ...actionOf(news, setting),
    // What is published is for everybody.
    notes: [say('notices.storyWhy', { reference }), ...(edition ? [] : [say('notices.linkYours')])],
    links: number.map((at) => ({
      label: say('notices.storyReadEdition'),
      url: `${publicUrl}${paths.edition({ number: at })}`,
    })),
  };
}

/** Its page on the web once there is one, else its contributor's own. */
function actionOf({ news, path, url }: News, { locale: { say }, publicUrl }: NoticeSetting) {
  if (path) return { action: { label: say('notices.storyRead'), url: `${publicUrl}${path}` } };
  const label = say(news === 'received' ? 'notices.storyWhere' : 'notices.storyOpen');
  return url ? { action: { label, url } } : {};
}

function saidOf(news: News, { locale, bulletin, timeZone }: NoticeSetting): Said {
  const { say } = locale;
  const { headline, reference, deadline } = news;
  const [subject, heading, first] = HEADINGS[news.news];
  const all = { headline, reference, title: bulletin.title, edition: String(news.edition ?? '') };
  const more: Record<News['news'], string[]> = {
    received: [
      say('notices.storyReceivedNext'),
      ...(deadline ? [say('notices.storyDeadline', { day: locale.day(new Date(deadline), timeZone) })] : []),
    ],
    accepted: [],
    'changes-asked': [...linesOf(news.words), say('notices.storyChangesNext')],
    declined: linesOf(news.words),
    published: [say('notices.storyShare')],
  };
  return {
    subject: say(subject, all),
    heading: say(heading),
    paragraphs: [say(first, all), ...more[news.news]],
  };
}

const linesOf = (words = ''): string[] => words.split(/\n+/).filter((line) => line.trim() !== '');
