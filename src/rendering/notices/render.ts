import type { NoticeWords } from '../../../templates/mail/notice.tsx';
import { noticeMail, saidIn } from '../../../templates/mail/notice.tsx';
import { cleanDeep, type Notice, type NoticeKind, type NoticeParams, oneLine } from '../../core/index.ts';
import { ENGLISH_NOTICES } from '../../core/notices.ts';
import { localeFor } from '../../words/index.ts';
import { underlined, wrap } from '../text/wrap.ts';
import { noticeContent } from './content.ts';
import type { NoticeOptions } from './setting.ts';

export type RenderedNotice = { subject: string; html: string; text: string };

/** A transactional mail: one thing to do, in HTML and in text. MJML takes no part in it. */
export function renderNotice<Kind extends NoticeKind>(
  kind: Kind,
  params: NoticeParams<Kind>,
  options: NoticeOptions,
): RenderedNotice {
  const clean = cleanDeep({ params, bulletin: options.bulletin });
  const setting = {
    ...options,
    bulletin: clean.bulletin,
    locale: localeFor(ENGLISH_NOTICES.includes(kind) ? 'en-GB' : options.theme.language),
  };
  const content = noticeContent({ kind, params: clean.params } as Notice, setting);
  return {
    subject: oneLine(content.subject),
    html: noticeMail({ ...content, ...setting }, options.theme),
    text: noticeText(content, setting),
  };
}

function noticeText(content: NoticeWords, { bulletin, theme }: NoticeOptions): string {
  const { action, list } = content;
  return `${[
    underlined(oneLine(content.heading), '='),
    ...content.paragraphs.map((paragraph) => wrap(saidIn(paragraph))),
    ...(content.commands ?? []).map(({ purpose, command }) => `${purpose}:\n    ${command}`),
    action && `${action.label}:\n${action.url}`,
    list &&
      [`${list.title}:`, ...list.items.map((item) => wrap(oneLine(item), { first: '* ', rest: '  ' }))].join(
        '\n',
      ),
    ...content.notes.map((note) => wrap(note)),
    ...content.links.map(({ label, url }) => `${label}:\n${url}`),
    ['-- ', bulletin.title, bulletin.publisher, ...theme.footer.lines, bulletin.mailbox]
      .map((line, index) => (index === 0 ? line : wrap(oneLine(line))))
      .join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}
