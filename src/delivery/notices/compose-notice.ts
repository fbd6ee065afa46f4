import { type EmailAddress, parseEmailAddress, type SubscriberId } from '../../core/index.ts';
import { installationOf } from '../../settings/index.ts';
import { fillTemplate, type MailHead, type MailTemplate, mailTemplate } from '../mail/mime.ts';
import type { OutgoingMail } from '../mailer.ts';
import { COPY, copyContent } from './copy.ts';
import type { NoticeDeps } from './deps.ts';
import { languageOfReader, type NoticeRow, newestPublisher } from './notice.store.ts';
import { type ToldReader, toldTemplate } from './told.ts';

/** A single mail as it goes to SES; `undefined` when it is of no use any more. @throws Error when it cannot be made */
export async function composeNotice(
  deps: NoticeDeps,
  notice: NoticeRow,
  to: EmailAddress,
  reader: ToldReader | undefined,
): Promise<OutgoingMail | undefined> {
  if (notice.telling_id !== null && reader) return composeTold(deps, notice, to, reader);
  const written =
    notice.kind === COPY ? await copyContent(deps, notice.params) : await singleContent(deps, notice);
  if (!written) return undefined;
  const { content, head, links } = written;
  const template = await mailTemplate(content, head, 'html');
  return {
    source: head.from.address,
    to,
    pieces: fillTemplate(template, { to, messageKey: `notice-${notice.id}`, ...links }),
    tags: await tagsOf(deps, notice.id),
  };
}

async function composeTold(
  deps: NoticeDeps,
  { id, telling_id, subscriber_id }: NoticeRow,
  to: EmailAddress,
  { linkVersion, ...look }: ToldReader,
): Promise<OutgoingMail> {
  const key = `${look.format} ${look.language ?? ''}`;
  const made: { template: MailTemplate; source: EmailAddress } =
    deps.told?.get(key) ?? (await toldTemplate(deps, telling_id ?? 0, look));
  deps.told?.set(key, made);
  const links = deps.links(subscriber_id ?? (0 as SubscriberId), linkVersion);
  return {
    source: made.source,
    to,
    pieces: fillTemplate(made.template, { to, messageKey: `notice-${id}`, ...links }),
    tags: await tagsOf(deps, id),
  };
}

const tagsOf = async ({ db }: Pick<NoticeDeps, 'db'>, id: number) => ({
  notice: String(id),
  installation: (await installationOf(db)).id,
});

const NO_LINKS = { unsubscribe: '', preferences: '' };
/** Notices hold their links already; nothing in them stands for a slot. A NUL stands in no text of ours. */
const NO_SLOTS = { unsubscribe: '\0u', preferences: '\0p' };

async function singleContent(deps: NoticeDeps, notice: NoticeRow) {
  const written = await deps.renderNotice(
    notice.kind,
    notice.params,
    notice.subscriber_id === null ? null : await languageOfReader(deps.db, notice.subscriber_id),
  );
  return (
    written && { content: { ...written, slots: NO_SLOTS }, head: await noticeHead(deps), links: NO_LINKS }
  );
}

async function noticeHead({ db, clock, sender, publicUrl, unnamed }: NoticeDeps): Promise<MailHead> {
  const publisher = await newestPublisher(db);
  const { hostname } = new URL(publicUrl);
  const own = hostname.includes('.') ? `bulletin@${hostname}` : 'bulletin@localhost.localdomain';
  const mailbox = publisher
    ? parseEmailAddress(publisher.mailbox)
    : (sender?.address ?? parseEmailAddress(unnamed.mailbox ?? own));
  const name = sender?.name || publisher?.publisher || unnamed.name;
  return {
    from: { name, address: sender?.address ?? mailbox },
    replyTo: mailbox,
    kind: 'single',
    date: clock.now(),
  };
}
