import { type Selectable, sql } from 'kysely';
import type {
  Actor,
  ApprovalLinkTable,
  ContentHash,
  Db,
  EditionNumber,
  EmailAddress,
  PersonId,
  SendBackTable,
} from '../core/index.ts';
import type { Snapshot } from './snapshot.ts';

export type ApprovalLink = Selectable<ApprovalLinkTable>;
export type SendBack = Selectable<SendBackTable>;

type NewLink = {
  edition: EditionNumber;
  person: PersonId | null;
  email: EmailAddress;
  name: string | null;
  content: ContentHash;
  salt: string;
  hash: string;
  by: Actor;
  at: Date;
  deputyFor?: PersonId | undefined;
};

export async function insertLink(db: Db, link: NewLink): Promise<ApprovalLink> {
  const { edition, person, email, name, content, salt, hash, by, at, deputyFor } = link;
  return db
    .insertInto('approval_links')
    .values({
      edition_number: edition,
      person_id: person,
      email,
      email_key: email.toLowerCase(),
      name,
      content_key: content,
      salt,
      token_hash: hash,
      asked_by: JSON.stringify(by),
      asked_at: at,
      deputy_for: deputyFor ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export const selectLink = (db: Db, id: number): Promise<ApprovalLink | undefined> =>
  db.selectFrom('approval_links').selectAll().where('id', '=', id).executeTakeFirst();

export const selectLinkByHash = (db: Db, hash: string): Promise<ApprovalLink | undefined> =>
  db.selectFrom('approval_links').selectAll().where('token_hash', '=', hash).executeTakeFirst();

/** Of everybody who was ever asked for an edition, in the order in which they were. */
export const selectLinks = (db: Db, edition: EditionNumber): Promise<ApprovalLink[]> =>
  db.selectFrom('approval_links').selectAll().where('edition_number', '=', edition).orderBy('id').execute();

/** All links of an edition that went to the same mailbox end together. Those that were revoked before keep who did it. */
export async function revokeLinks(
  db: Db,
  { edition, email_key }: { edition: EditionNumber; email_key: string },
  { by, at }: { by: Actor; at: Date },
): Promise<number[]> {
  const rows = await db
    .updateTable('approval_links')
    .set({ revoked_by: JSON.stringify(by), revoked_at: at })
    .where('edition_number', '=', edition)
    .where('email_key', '=', email_key)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** That they have been asked, or reminded. */
export async function markTold(
  db: Db,
  links: readonly number[],
  when: { told_at: Date } | { reminded_at: Date },
): Promise<void> {
  if (links.length === 0) return;
  await db.updateTable('approval_links').set(when).where('id', 'in', links).execute();
}

type NewSendBack = {
  edition: EditionNumber;
  link: number | null;
  content: ContentHash;
  snapshot: Snapshot;
  by: Actor;
  at: Date;
  words: string;
};

export async function insertSendBack(db: Db, sent: NewSendBack): Promise<void> {
  const { edition, link, content, snapshot, by, at, words } = sent;
  await db
    .insertInto('send_backs')
    .values({
      edition_number: edition,
      link_id: link,
      content_key: content,
      content: JSON.stringify(snapshot),
      actor: JSON.stringify(by),
      at,
      words,
    })
    .execute();
}

/** The latest first. */
export const selectSendBacks = (db: Db, edition: EditionNumber): Promise<SendBack[]> =>
  db
    .selectFrom('send_backs')
    .selectAll()
    .where('edition_number', '=', edition)
    .orderBy('id', 'desc')
    .execute();

/** Empties the addresses and names of those who were asked for editions that were published or cancelled before. */
export async function emptyLinks(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE approval_links l SET email = NULL, email_key = NULL, name = NULL
    WHERE l.email IS NOT NULL AND greatest(l.asked_at, l.revoked_at) < ${before} AND (l.revoked_at IS NOT NULL
      OR EXISTS (SELECT FROM editions e WHERE e.number = l.edition_number
        AND (e.state = 'cancelled' OR e.state = 'published' AND e.published_at < ${before})))`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
