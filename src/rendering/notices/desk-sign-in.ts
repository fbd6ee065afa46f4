import type { NoticeWords } from '../../../templates/mail/notice.tsx';
import { paths } from '../../core/index.ts';
import type { NoticeParams } from '../../core/notices.ts';
import type { NoticeSetting } from './setting.ts';

const ofFour = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ');

/** What somebody of the desk reads who wants to sign in. The desk speaks English. */
export const signInWords = (
  { token, code, expiresAt }: NoticeParams<'desk-sign-in'>,
  { publicUrl, locale, timeZone, bulletin }: NoticeSetting,
): NoticeWords => ({
  subject: `Sign in to the desk of ${bulletin.title}`,
  heading: 'Sign in to the desk',
  paragraphs: [
    'Open the link in the browser in which you asked for it.',
    `In any other browser type this code there: ${ofFour(code)}`,
  ],
  action: { label: 'Sign in', url: `${publicUrl}${paths.desk.signInLink({ token })}` },
  notes: [
    `Link and code work once, until ${locale.moment(new Date(expiresAt), timeZone)}.`,
    'If you did not ask for this, ignore it: nobody can sign in with the mail alone. Give the code to nobody who asks for it.',
  ],
  links: [],
});
