import type { NoticeParams } from '../../core/notices.ts';
import type { NoticeSetting } from './setting.ts';

// Mails to people of the desk and to whom they ask are in English.

export const answerAction = (url: string) => ({ label: 'Look at it and answer', url });

export const askedNote = (askedBy: string) => `You get this because ${askedBy} asked you to approve it.`;

/** To who was asked and has not answered. */
export const reminderSaid = ({ edition, title, time }: { edition: number; title: string; time: string }) => ({
  heading: `Reminder: edition ${edition} waits for your answer`,
  paragraphs: [
    `You were asked on ${time} to approve “${title}”, and nobody has answered yet. It is not sent until a person approves it. You see it as it is now.`,
  ],
});

/** To who was asked and has not answered, once the date on which it is sent is near. */
export const dateSaid = ({ edition, title, time, at }: Omit<Deputed, 'name'> & { at: string }) => ({
  heading: `Please approve edition ${edition}: it is to be sent on ${at}`,
  paragraphs: [
    `You were asked on ${time} to approve “${title}”, and nobody has answered yet. It is to be sent on ${at}, and is not sent until a person approves it. You see it as it is now.`,
  ],
});

/** To the deputy of who has not answered. */
export const deputySaid = ({ edition, title, time, name }: Deputed) => ({
  heading: `Edition ${edition} waits for an approval, and you stand in for ${name}`,
  paragraphs: [
    `${name} was asked on ${time} to approve “${title}”, and nobody has answered yet. It is not sent until a person approves it. The first answer counts, yours or theirs.`,
  ],
  notes: [`You get this because you are named as the deputy of ${name}.`],
});

type Deputed = { edition: number; title: string; time: string; name: string };

export const linkNotes = (url: string | undefined) =>
  url === undefined
    ? []
    : ['No password is needed. The link is yours alone: whoever has it can answer in your place.'];

type News = NoticeParams<'approval-news'>;

const SAID: Record<
  Exclude<News['news'], 'date-near'>,
  (news: News) => { heading: string; paragraphs: string[] }
> = {
  approved: ({ edition, title, by = 'somebody' }) => ({
    heading: `Edition ${edition} is approved`,
    paragraphs: [`“${title}” was approved by ${by}. It can be sent now.`],
  }),
  'sent-back': ({ edition, title, by = 'somebody', words }) => ({
    heading: `Edition ${edition} was sent back`,
    paragraphs: [
      `“${title}” was not approved by ${by}, who writes:`,
      ...(words ?? '').split(/\n+/).filter((line) => line.trim() !== ''),
    ],
  }),
  sent: ({ edition, title }) => ({
    heading: `Edition ${edition} has been sent`,
    paragraphs: [`Every mail of “${title}” has gone, and its pages follow.`],
  }),
  'bounces-began': ({ edition, title }) => ({
    heading: `The first mails of edition ${edition} came back`,
    paragraphs: [
      `Some addresses to which “${title}” went do not exist any more, or take no mail. Those readers get nothing further by themselves; the report says how many there are.`,
    ],
  }),
};

/** To operators, one working day before it is to be sent. */
function dateNear(news: News, setting: NoticeSetting) {
  const { edition, title, sendAt, asked = [], url } = news;
  const time = (iso: string) => setting.locale.moment(new Date(iso), setting.timeZone);
  const heading = `Edition ${edition} is to be sent soon, and nobody has approved it`;
  const who = asked.map(({ who, since }) => `${who}, since ${time(since)}`);
  const when = sendAt === undefined ? '' : ` on ${time(sendAt)}`;
  return {
    subject: heading,
    heading,
    paragraphs: [
      `“${title}” is to be sent${when}. It is not sent until a person approves it; you can ask another person at any time, or give it another date.`,
    ],
    list: {
      title: 'Who is asked to approve it',
      items: who.length > 0 ? who : ['Nobody has been asked yet'],
    },
    ...(url ? { action: { label: 'Open the edition', url } } : {}),
    notes: ['You get this because you look after this service.'],
    links: [],
  };
}

/** What became of an edition for which somebody asked an approval. */
export function approvalNews(news: News, setting: NoticeSetting) {
  if (news.news === 'date-near') return dateNear(news, setting);
  const { heading, paragraphs } = SAID[news.news](news);
  return {
    subject: heading,
    heading,
    paragraphs,
    ...(news.url ? { action: { label: 'Open the edition', url: news.url } } : {}),
    notes: ['You get this because you asked for its approval.'],
    links: [],
  };
}
