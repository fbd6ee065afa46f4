import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, EmailAddress, SubscriberId, SubscriberTable } from '../src/core/index.ts';
import type { SectionBook } from '../src/sections/index.ts';
import type { Reader } from './reader.ts';
import { readChoice } from './section-choice.ts';

export type SubscriberRow = Selectable<SubscriberTable>;

/** Two sign-ups of one mailbox wait for each other, also while no row exists that could be locked. */
export async function lockMailbox(db: Db, key: EmailAddress): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`mailbox ${key}`}, 0))`.execute(db);
}

export async function lockByKey(db: Db, key: EmailAddress): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscribers').selectAll().where('email_key', '=', key).forUpdate().executeTakeFirst();
}

export async function subscriberByKey(db: Db, key: EmailAddress): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscribers').selectAll().where('email_key', '=', key).executeTakeFirst();
}

export async function subscriberById(db: Db, id: SubscriberId): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscribers').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function lockSubscriber(db: Db, id: SubscriberId): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscribers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertSubscriber(db: Db, values: Insertable<SubscriberTable>): Promise<SubscriberRow> {
  return db.insertInto('subscribers').values(values).returningAll().executeTakeFirstOrThrow();
}

export async function updateSubscriber(
  db: Db,
  id: SubscriberId,
  values: Updateable<SubscriberTable>,
): Promise<SubscriberRow> {
  return db
    .updateTable('subscribers')
    .set(values)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function asReader(row: SubscriberRow, book: SectionBook): Reader {
  return {
    id: row.id,
    state: row.state,
    stateReason: row.state_reason,
    email: row.email as EmailAddress | null,
    name: row.name,
    organisation: row.organisation,
    choice: readChoice(book, row),
    format: row.format,
    language: row.language,
    pausedUntil: row.paused_until,
    newEmail: row.new_email,
    leftAt: row.left_at,
    consentAt: row.consent_at,
    consentSource: row.consent_source,
    createdAt: row.created_at,
    linkVersion: row.link_version,
  };
}
