import { nearestLanguage } from '../../../templates/direction.ts';
import type { NoticeWords, SaidWords } from '../../../templates/mail/notice.tsx';
import { paths } from '../../core/index.ts';
import type { Notice, NoticeKind, NoticeParams } from '../../core/notices.ts';
import type { Locale } from '../../words/index.ts';
import { alarmMail } from './alarm-mail.ts';
import {
  answerAction,
  approvalNews,
  askedNote,
  dateSaid,
  deputySaid,
  linkNotes,
  reminderSaid,
} from './approval-mails.ts';
import { signInWords } from './desk-sign-in.ts';
import type { NoticeSetting } from './setting.ts';
import { callMail, storyLinkMail, storyNewsMail } from './story-mails.ts';

type Writer<Kind extends NoticeKind> = (params: NoticeParams<Kind>, setting: NoticeSetting) => NoticeWords;

const instant = (iso: string, { locale, timeZone }: NoticeSetting) => locale.moment(new Date(iso), timeZone);

const sectionList = (sections: string[] | null, { say }: Locale) =>
  sections === null
    ? { title: say('notices.chose'), items: [say('notices.allSections')] }
    : { title: say('notices.choseSections', { count: sections.length }), items: sections };

/** What stands of an article is in its language, unless its letters say otherwise. */
const written = (text: string, language?: string): SaidWords => ({
  text,
  language: nearestLanguage(text, undefined, language),
});

type ReaderTokens = { preferencesToken: string; unsubscribeToken: string };

const preferencesUrl = ({ preferencesToken: token }: ReaderTokens, { publicUrl }: NoticeSetting) =>
  `${publicUrl}${paths.preferences({ token })}`;

const managed = (tokens: ReaderTokens, setting: NoticeSetting) => [
  { label: setting.locale.say('mail.changeSections'), url: preferencesUrl(tokens, setting) },
  {
    label: setting.locale.say('mail.unsubscribe'),
    url: `${setting.publicUrl}${paths.unsubscribe({ token: tokens.unsubscribeToken })}`,
  },
];

const writers: { [Kind in NoticeKind]: Writer<Kind> } = {
  'confirm-subscription': ({ token, expiresAt, sections }, setting) => {
    const { locale, bulletin, publicUrl } = setting;
    const { say } = locale;
    return {
      subject: say('notices.confirmSubject', bulletin),
      heading: say('notices.confirm'),
      paragraphs: [say('notices.confirmAsked', bulletin)],
      action: { label: say('notices.confirm'), url: `${publicUrl}${paths.confirm({ token })}` },
      list: sectionList(sections, locale),
      notes: [
        say('notices.linkWorksUntil', { time: instant(expiresAt, setting) }),
        say('notices.ignoreThis'),
      ],
      links: [],
    };
  },
  welcome: (params, setting) => {
    const { locale, bulletin, publicUrl } = setting;
    const { say } = locale;
    return {
      subject: say('notices.welcomeSubject', bulletin),
      heading: say('notices.subscribed'),
      paragraphs: [say('notices.welcomeThanks', bulletin), say('notices.welcomeMeanwhile')],
      action: { label: say('notices.readPastEditions'), url: `${publicUrl}${paths.editions()}` },
      list: sectionList(params.sections, locale),
      notes: [say('notices.keepThis')],
      links: managed(params, setting),
    };
  },
  'already-subscribed': (params, setting) => {
    const { say } = setting.locale;
    return {
      subject: say('notices.alreadySubject', setting.bulletin),
      heading: say('notices.already'),
      paragraphs: [say('notices.alreadyAsked', setting.bulletin)],
      action: { label: say('notices.seeSections'), url: preferencesUrl(params, setting) },
      notes: [say('notices.ignoreThis')],
      links: managed(params, setting).slice(1),
    };
  },
  'preferences-link': (params, setting) => {
    const { say } = setting.locale;
    return {
      subject: say('notices.linkSubject', setting.bulletin),
      heading: say('notices.link'),
      paragraphs: [say('notices.linkAsked')],
      action: { label: say('notices.openPreferences'), url: preferencesUrl(params, setting) },
      notes: [say('notices.linkYours'), say('notices.ignoreThis')],
      links: managed(params, setting).slice(1),
    };
  },
  'address-change-confirm': ({ token, expiresAt }, setting) => {
    const { say } = setting.locale;
    return {
      subject: say('notices.addressSubject', setting.bulletin),
      heading: say('notices.address'),
      paragraphs: [say('notices.addressAsked', setting.bulletin)],
      action: {
        label: say('notices.addressConfirm'),
        url: `${setting.publicUrl}${paths.addressChange({ token })}`,
      },
      notes: [
        say('notices.linkWorksUntil', { time: instant(expiresAt, setting) }),
        say('notices.ignoreThis'),
      ],
      links: [],
    };
  },
  'address-change-announce': (_params, { locale: { say }, bulletin }) => ({
    subject: say('notices.movedSubject', bulletin),
    heading: say('notices.moved'),
    paragraphs: [say('notices.movedNow', bulletin)],
    notes: [say('notices.movedIfNotYou', bulletin)],
    links: [],
  }),
  'article-told': (
    { edition, title, cover, headline, path, note, language, takenDown, ...tokens },
    setting,
  ) => {
    const { locale, publicUrl } = setting;
    const { say } = locale;
    return {
      subject: say(takenDown ? 'notices.takenDownSubject' : 'notices.correctionSubject', { headline }),
      heading: say(takenDown ? 'notices.takenDown' : 'notices.correction'),
      paragraphs: [
        locale.pieces<'notices.heldArticle', SaidWords>('notices.heldArticle', {
          edition: String(edition),
          title,
          cover,
          headline: written(headline, language),
        }),
        ...(takenDown ? [say('notices.takenDownNow')] : []),
        ...(note ? [[written(note, language)]] : []),
      ],
      action: takenDown
        ? {
            label: say('notices.readEdition'),
            url: `${publicUrl}${paths.edition({ number: edition })}`,
          }
        : { label: say('notices.readCorrected'), url: `${publicUrl}${path}` },
      notes: [say('notices.toldOnce')],
      links: managed(tokens, setting),
    };
  },
  'telling-waits': ({ edition, article, headline, readers }, { locale }) => {
    const { say } = locale;
    const command = `quarterly edition tell ${edition} ${article}`;
    return {
      subject: say('notices.tellingWaitsSubject', { headline }),
      heading: say('notices.tellingWaits'),
      paragraphs: [
        locale.pieces<'notices.tellingWaitsFor', SaidWords>('notices.tellingWaitsFor', {
          edition: String(edition),
          headline: { text: headline },
          readers,
        }),
      ],
      commands: [
        { purpose: say('notices.toRead'), command },
        { purpose: say('notices.toApprove'), command: `${command} --approve --as YOUR-ADDRESS` },
      ],
      notes: [say('notices.asEditor')],
      links: [],
    };
  },
  'approval-void': ({ edition, title, approvedAt, changes, url }, setting) => {
    const { say } = setting.locale;
    const heading = say('notices.changedSince', { edition: String(edition) });
    return {
      subject: heading,
      heading,
      paragraphs: [say('notices.changedSinceApproval', { title, time: instant(approvedAt, setting) })],
      list: {
        title: say('notices.whatChanged'),
        items: changes.length > 0 ? changes : [say('notices.looksChanged')],
      },
      ...wayToApprove(edition, url, setting),
      notes: [say('notices.asApprover'), ...linkNotes(url)],
      links: [],
    };
  },
  'desk-sign-in': signInWords,
  'approval-reminder': (params, setting) => {
    const { edition, title, waitingSince, changes, url, askedBy } = params;
    const { say } = setting.locale;
    const number = { edition: String(edition) };
    const since = { title, time: instant(waitingSince, setting) };
    const said = changes ? undefined : saidToWhoWaits(params, { ...setting, time: since.time });
    const heading = changes
      ? say('notices.changedWhileWaiting', number)
      : say('notices.approvalWaits', number);
    return {
      subject: said?.heading ?? heading,
      heading: said?.heading ?? heading,
      paragraphs: said?.paragraphs ?? [
        changes ? say('notices.askedAgain', { title }) : say('notices.approvalWaitsSince', since),
      ],
      ...(changes
        ? {
            list: {
              title: say('notices.whatChanged'),
              items: changes.length > 0 ? changes : [say('notices.looksChanged')],
            },
          }
        : {}),
      ...wayToApprove(edition, url, setting),
      notes: [
        ...(said?.notes ?? [askedBy ? askedNote(askedBy) : say('notices.asEditor')]),
        ...linkNotes(url),
      ],
      links: [],
    };
  },
  'story-link': storyLinkMail,
  'story-news': storyNewsMail,
  'call-for-articles': callMail,
  'approval-news': approvalNews,
  alarm: alarmMail,
};

/** Of a mail that is no first request: in words of its own. */
function saidToWhoWaits(
  { edition, title, reminder, deputyFor: name, sendAt }: NoticeParams<'approval-reminder'>,
  setting: NoticeSetting & { time: string },
): { heading: string; paragraphs: string[]; notes?: string[] } | undefined {
  const { time } = setting;
  if (sendAt) return dateSaid({ edition, title, time, at: instant(sendAt, setting) });
  if (reminder) return reminderSaid({ edition, title, time });
  return name === undefined ? undefined : deputySaid({ edition, title, time, name });
}

/** By a link where there is one; a command is of no use on a phone. */
const wayToApprove = (edition: number, url: string | undefined, { locale }: NoticeSetting) =>
  url === undefined ? { commands: approvalCommands(edition, locale) } : { action: answerAction(url) };

const approvalCommands = (edition: number, { say }: Locale) => [
  { purpose: say('notices.toLook'), command: `quarterly edition preview ${edition}` },
  { purpose: say('notices.toApprove'), command: `quarterly edition approve ${edition} --as YOUR-ADDRESS` },
];

export const noticeContent = ({ kind, params }: Notice, setting: NoticeSetting): NoticeWords =>
  (writers[kind] as Writer<typeof kind>)(params as never, setting);
