import type { NoticeWords } from '../../../templates/mail/notice.tsx';
import { localTime, paths } from '../../core/index.ts';
import type { NoticeParams } from '../../core/notices.ts';
import type { NoticeSetting } from './setting.ts';

const SUBJECTS: Record<NoticeParams<'alarm'>['news'], string> = {
  raised: 'Alarm: ',
  again: 'Alarm: ',
  mended: '',
  test: '',
};

/** What an operator reads of what is broken, or mended. In English, as all of the desk. */
export function alarmMail(
  { news, title, paragraphs, since }: NoticeParams<'alarm'>,
  { publicUrl, timeZone, bulletin }: NoticeSetting,
): NoticeWords {
  const fires = news === 'raised' || news === 'again';
  return {
    subject: `${SUBJECTS[news]}${title} (${bulletin.title})`,
    heading: title,
    paragraphs:
      news === 'test' ? paragraphs : [...paragraphs, `Since ${localTime(new Date(since), timeZone, false)}.`],
    action: {
      label: fires ? 'Look, and say who deals with it' : 'Open the desk',
      url: `${publicUrl}${paths.desk.alarms()}`,
    },
    notes: [
      ...(fires
        ? ['It is told once a day until somebody acknowledges it, and once more when it is mended.']
        : []),
      'You get this because ALARM_EMAILS names you, or because you are an admin of the desk.',
    ],
    links: [],
  };
}
