import { type Clock, type Db, type EmailAddress, fault, paths, type SubscriberId } from '../../core/index.ts';
import { loadSnapshot } from '../../editions/index.ts';
import type { Sender } from '../deps.ts';
import { editionHead } from '../mail/edition-mail.ts';
import { type MailTemplate, mailTemplate } from '../mail/mime.ts';
import { selectTelling, selectTold } from './tell.store.ts';

type Written = { subject: string; html: string; text: string };

/** What telling readers needs of what notices are sent with. */
export type ToldDeps = {
  db: Db;
  clock: Clock;
  sender?: Sender;
  publicUrl: string;
  renderNotice(kind: string, params: unknown, language?: string | null): Promise<Written | undefined>;
};

/** A reader as they stood when their mail was made; a mail made for another is not sent. */
export type ToldReader = {
  email: string;
  format: 'html' | 'text';
  language: string | null;
  linkVersion: number;
};

export async function toldReader(
  { db }: Pick<ToldDeps, 'db'>,
  id: SubscriberId | null,
): Promise<ToldReader | undefined> {
  const row = id === null ? undefined : await selectTold(db, id);
  if (!row || row.email === null) return undefined;
  const { email, format, language, link_version: linkVersion } = row;
  return { email, format, language, linkVersion };
}

/** No token holds it: they are base64url and dots. */
const MARK = '~own~';

/** The mail that tells of a change, as all readers of one format and language share it; its links are the reader's own. */
export async function toldTemplate(
  deps: ToldDeps,
  tellingId: number,
  { format, language }: Pick<ToldReader, 'format' | 'language'>,
): Promise<{ template: MailTemplate; source: EmailAddress }> {
  const telling = await selectTelling(deps.db, tellingId);
  const frozen = telling && (await loadSnapshot(deps.db, telling.edition_number));
  if (!telling || !frozen) throw fault('not-found', `There is no telling ${tellingId}.`);
  const { edition_number: edition, content, approved_at } = telling;
  const params = { ...content, edition, preferencesToken: MARK, unsubscribeToken: MARK };
  const written = await deps.renderNotice('article-told', params, language);
  if (!written) throw fault('not-found', `There is nothing to tell of ${tellingId}.`);
  const slots = {
    preferences: `${deps.publicUrl}${paths.preferences({ token: MARK })}`,
    unsubscribe: `${deps.publicUrl}${paths.unsubscribe({ token: MARK })}`,
  };
  const from = { publicUrl: deps.publicUrl, ...(deps.sender ? { sender: deps.sender } : {}) };
  const head = { ...editionHead(frozen.snapshot, from), date: approved_at ?? deps.clock.now() };
  return { template: await mailTemplate({ ...written, slots }, head, format), source: head.from.address };
}
