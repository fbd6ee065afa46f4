import type { NoticeWords } from '../../../templates/mail/notice.tsx';
import type { NoticeParams } from '../../core/notices.ts';
import type { NoticeSetting } from './setting.ts';

/** To a contributor who goes on later. */
export function storyLinkMail(
  { url }: NoticeParams<'story-link'>,
  { locale: { say }, bulletin }: NoticeSetting,
): NoticeWords {
  return {
    subject: say('notices.storyLinkSubject', bulletin),
    heading: say('notices.storyLink'),
    paragraphs: [say('notices.storyLinkAsked', bulletin)],
    ...(url === undefined ? {} : { action: { label: say('notices.storyLink'), url } }),
    notes: [say('notices.linkYours'), say('notices.ignoreThis')],
    links: [],
  };
}
