import { installationOf } from '../../settings/index.ts';
import type { FeedbackDeps } from '../deps.ts';
import { readSesEvent, type SesReading } from '../ses-event.ts';
import type { StoredEvent } from './events.store.ts';
import {
  deliveriesById,
  deliveriesByMessage,
  noticesById,
  noticesByMessage,
  type ReportedDelivery,
  type ReportedNotice,
} from './reported.store.ts';
import { type Belonging, belonging, type KnownMail } from './whose-event.ts';

/** An event that means something, the mail that it is about, and whether that is ours. */
export type Recognised = SesReading & {
  event: StoredEvent;
  mailOf: ReportedDelivery | ReportedNotice | undefined;
  belongs: Belonging;
};

/** Finds the mails that events are about: by our tags, else by MessageId among editions' mails and single ones. */
export async function recognise(
  deps: Pick<FeedbackDeps, 'db' | 'mailboxes'>,
  events: readonly StoredEvent[],
): Promise<Recognised[]> {
  const readings = events.flatMap((event) => {
    const reading = readSesEvent(event.payload);
    return reading ? [{ ...reading, event }] : [];
  });
  if (readings.length === 0) return [];
  const installation = await installationOf(deps.db);
  const find = await mailsOf(deps, readings);
  return readings.map((reading) => {
    const mailOf = find(reading);
    const known = mailOf && knownMail(deps, mailOf);
    const seen = { ...reading, mailboxes: reading.event.mailboxes };
    return { ...reading, mailOf, belongs: belonging(seen, known, installation) };
  });
}

/** Single mails keep their address, so that theirs is hashed under every key. */
const knownMail = (
  { mailboxes }: Pick<FeedbackDeps, 'mailboxes'>,
  mail: NonNullable<Recognised['mailOf']>,
) =>
  mail.kind === 'delivery'
    ? mail
    : ({ ...mail, mailboxes: mail.address ? mailboxes(mail.address) : [] } satisfies KnownMail);

async function mailsOf(
  { db }: Pick<FeedbackDeps, 'db'>,
  readings: readonly (SesReading & { event: StoredEvent })[],
) {
  const untagged = readings.filter(({ mail }) => !mail);
  const notices = await noticesByMessage(
    db,
    untagged.map(({ messageId }) => messageId),
  );
  const deliveries = await deliveriesByMessage(
    db,
    untagged
      .filter(({ messageId }) => !notices.has(messageId))
      .map(({ event, sentAt }) => ({
        id: event.id,
        sentAt: sentAt ?? event.receivedAt,
      })),
  );
  const deliveryOf = ({ mail, messageId }: SesReading) =>
    mail ? ('delivery' in mail ? mail.delivery : undefined) : deliveries.get(messageId);
  const noticeOf = ({ mail, messageId }: SesReading) =>
    mail ? ('notice' in mail ? mail.notice : undefined) : notices.get(messageId);
  const ids = (of: (reading: SesReading) => number | undefined) => [
    ...new Set(readings.flatMap((reading) => of(reading) ?? [])),
  ];
  const foundDeliveries = byId(await deliveriesById(db, ids(deliveryOf)));
  const foundNotices = byId(await noticesById(db, ids(noticeOf)));
  return (reading: SesReading) =>
    foundDeliveries.get(deliveryOf(reading) ?? 0) ?? foundNotices.get(noticeOf(reading) ?? 0);
}

const byId = <T extends { id: number }>(rows: readonly T[]) =>
  new Map<number, T>(rows.map((row) => [row.id, row]));
